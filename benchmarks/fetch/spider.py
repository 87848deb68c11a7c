"""Scrapy over a list of pages, keeping every body in one file: spider.py LIST CONCURRENCY FILE."""

import sys

import scrapy
from scrapy.crawler import CrawlerProcess


class Pages(scrapy.Spider):
    name = "pages"

    async def start(self):
        with open(sys.argv[1], encoding="ascii") as addresses:
            for line in addresses:
                yield scrapy.Request(line.strip(), dont_filter=True)

    def parse(self, response):
        kept.write(response.body)


kept = open(sys.argv[3], "wb")
concurrency = int(sys.argv[2])
process = CrawlerProcess({
    "CONCURRENT_REQUESTS": concurrency, "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
    "DOWNLOAD_DELAY": 0, "RANDOMIZE_DOWNLOAD_DELAY": False, "AUTOTHROTTLE_ENABLED": False,
    "ROBOTSTXT_OBEY": False, "COOKIES_ENABLED": False, "RETRY_ENABLED": False,
    "REDIRECT_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "ERROR",
    "MEMUSAGE_ENABLED": False, "HTTPCACHE_ENABLED": False,
})
process.crawl(Pages)
process.start()
kept.close()
