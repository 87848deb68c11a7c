import Testing

@testable import Fetching

struct AddressGuardTests {
  @Test(arguments: [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
    "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1",
    "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1",
    "ff02::1", "5f00::1",
  ])
  func `what is not public is refused`(text: String) throws {
    #expect(!AddressGuard().allows(try #require(IPAddress(text))))
  }

  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1",
    "169.253.1.1", "172.15.255.255", "172.32.0.1", "192.0.1.1", "198.17.1.1", "198.20.0.1",
    "223.255.255.255", "2001:200::1", "2606:4700::1111", "2a00::1", "3ffe::1",
  ])
  func `what is public is allowed`(text: String) throws {
    #expect(AddressGuard().allows(try #require(IPAddress(text))))
  }

  @Test func `a block that is named is allowed, and nothing beside it`() throws {
    let range = try #require(AddressRange("127.0.0.0/8"))
    let allowing = AddressGuard(allowed: [range])
    #expect(allowing.allows(try #require(IPAddress("127.9.9.9"))))
    #expect(!allowing.allows(try #require(IPAddress("10.0.0.1"))))
    #expect(!allowing.allows(try #require(IPAddress("169.254.169.254"))))
    #expect(!allowing.allows(try #require(IPAddress("::1"))))
    #expect(!allowing.allows(try #require(IPAddress("::ffff:127.0.0.1"))))
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
    ("192.168.4.0/22", "192.168.7.255", true), ("192.168.4.0/22", "192.168.8.0", false),
    ("::1", "::1", true), ("fd00::/9", "fd7f::1", true), ("fd00::/9", "fd80::1", false),
    ("0.0.0.0/0", "1.2.3.4", true), ("0.0.0.0/0", "::1", false),
  ])
  func `blocks end where their bits say`(range: String, address: String, isIn: Bool) throws {
    let range = try #require(AddressRange(range))
    #expect(range.contains(try #require(IPAddress(address))) == isIn)
  }

  @Test(arguments: [
    ("ads.example.com", true), ("198.51.101.7", true), ("127.0.0.1", false),
    ("169.254.169.254", false), ("[::1]", false), ("[::ffff:127.0.0.1]", false),
    ("localhost", false), ("a.localhost", false), ("localhost.example.com", true),
  ])
  func `a proxy is asked for names and public addresses`(host: String, isAllowed: Bool) throws {
    #expect(AddressGuard().allows(host: host) == isAllowed)
    let range = try #require(AddressRange("127.0.0.0/8"))
    let isLoopback = host == "127.0.0.1" || host.hasSuffix("localhost")
    #expect(AddressGuard(allowed: [range]).allows(host: host) == (isAllowed || isLoopback))
  }

  @Test(arguments: ["", "10.0.0.0/33", "10.0.0/8", "x/8", "::1/129", "10.0.0.0/", "10.0.0.0/-1"])
  func `what is no block is refused`(text: String) {
    #expect(AddressRange(text) == nil)
  }
}
