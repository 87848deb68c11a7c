/// The parts of a page that are the same in every report.
enum ReportText {
  static let legend = """
    <p class="key"><span><i class="swatch host"></i>counted</span> <span><i class="swatch usual">\
    </i>usual for the weekday</span> <span><i class="swatch band"></i>where 95 of 100 usual days lie\
    </span> <span><i class="swatch event"></i>the event</span></p>

    """

  static let calendarKey = """
     <span class="scale"><i class="cell-low3"></i><i class="cell-low2"></i><i class="cell-low1"></i>\
    <i class="cell-mid"></i><i class="cell-high1"></i><i class="cell-high2"></i>\
    <i class="cell-high3"></i> half to double</span>; a dot: above the usual
    """

  static func methods(_ report: EventReport) -> String {
    """
    <section class="methods"><h2>How the answers are found, and what they cannot say</h2>
    <p><b>Usual.</b> For each weekday the mean of the baseline days, without guard days, other \
    events and days whose coverage is thin. Weeks and months are held against weeks and months. \
    Monthly and weekly data never answer a question about days.</p>
    <p><b>Coverage.</b> A day is not counted where a place has under 40 % of what its own weekday \
    usually has and chance cannot be the reason, where the whole panel fails, or where there is no \
    row. Weeks below 75 % leave the baseline. Missing days are never read as zeros.</p>
    <p><b>Against controls.</b> The place's share of itself and all its controls together, event \
    against baseline, by logistic regression with weekdays, with the spread taken from the data, and \
    with a trend of the place against its controls as far as the baseline shows one (expected to be \
    within 6 % a month). Where a table says how much was collected, counts are held against that. \
    This ratio of ratios is the answer; the place's own ratio stands only beside that of its \
    controls.</p>
    <p><b>Rose or fell</b> is said only if the ratio of ratios has p at most \
    \(Analyst.chanceLevel), the false discovery rate over every question of \
    this run (\(report.answers.count); Benjamini and Hochberg) is at most \(Analyst.findingLevel), at most \
    \(Analyst.placeboLevel) of the placebo comparisons are as large, the place moved against its own baseline \
    too, and the numbers fit a change of this place alone clearly better than one that all places \
    share: twice the log of the ratio of their likelihoods must be at least \
    \(TidyTable.number(Evidence.least)), and up to five times that where the controls are too few or \
    too unsteady to show that they had no share in it, where there is only one of them, or where \
    collection is known to have changed. Large distances count by Student's distribution, for how far \
    places wander is only known from as many stretches of this length as their baselines have. Nor \
    may the baseline have moved already, or half of the change stay in the two weeks after.</p>
    <p><b>Few controls.</b> With two or three controls, or with one that is as large as all \
    others together, each is left out in turn and the answer must stay: one strange place must not \
    decide. That costs power. On invented panels at 50 ads a day, a rise of 40 % over a week was \
    told in about 5 of 6 with seven controls, and in about 1 of 7 with two and a baseline of six \
    weeks; take seven or more.</p>
    <p><b>Placebos.</b> The same comparison for each control place in the event's days, and for all \
    places in other windows of the baseline, each in the spread of its own place.</p>
    <p><b>Other estimates.</b> Difference-in-differences by ordinary least squares, on counts and on \
    log(1 + count), with homoscedastic and clustered errors: with one place treated, clustered \
    errors are too small, and no answer rests on them. Synthetic control: the mix of other places \
    that followed this one most closely. Ages and prices: Mann-Whitney. All can be computed again \
    with 'searchlight events statistics'.</p>
    <p><b>Limits.</b> Counts tell what was posted and collected, not what happened to anybody. One \
    advertiser may post many ads; distinct texts and contacts are shown for that reason. A change of \
    collection at one place alone, at just the time of the event, looks like a change of ads; it is \
    recognised only if it stays, or if it came before, or if the table says how much was \
    collected. Published studies of 33 events found that many \
    changed nothing (Miller, Kennedy and Dubrawski 2016), that Super Bowls do not stand out (Boecking \
    and others 2018), and that nothing sets the week apart (McCain Institute 2014); the figure of \
    +136 % of 2011 compared one Sunday with other Sundays and with no other place.</p></section>

    """
  }
}

/// The look of the page: for screens from 320 pixels on, and for paper.
enum ReportStyle {
  static let css = """
    :root{color-scheme:light;--ink:#1d2530;--soft:#5a6675;--line:#d7dde4;--host:#0b5c8a;\
    --control:#b3541e;--band:#dbe6ee;--event:#fbe3b3}
    *{box-sizing:border-box}
    body{margin:0;background:#fff;color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",\
    Roboto,"DejaVu Sans",sans-serif}
    main{max-width:1160px;margin:0 auto;padding:16px}
    h1{font-size:1.6rem;line-height:1.2;margin:.3em 0}h2{font-size:1.3rem;margin:1.6em 0 .4em;\
    border-bottom:2px solid var(--line);padding-bottom:.2em}h2 small{font-weight:400;\
    color:var(--soft);font-size:.95rem}h3{font-size:1.05rem;margin:1.4em 0 .4em}
    p{max-width:75ch;margin:.5em 0}.lead,.small,.key,.note{color:var(--soft)}.small,.key{font-size:.85rem}
    .note{border-left:3px solid var(--line);padding-left:.7em}
    .banner{background:var(--event);padding:.4em .7em;border-radius:4px}
    .answer{border:1px solid var(--line);border-left-width:6px;border-radius:4px;padding:.6em .8em;\
    margin:.6em 0}.answer p{margin:.3em 0 0;font-size:1.05rem}
    .answer.rose{border-left-color:var(--control)}.answer.fell{border-left-color:var(--host)}
    .chip{display:inline-block;font-size:.8rem;font-weight:600;border-radius:1em;padding:.05em .7em;\
    border:1px solid var(--soft);white-space:nowrap}
    .chip.rose{background:var(--control);border-color:var(--control);color:#fff}
    .chip.fell{background:var(--host);border-color:var(--host);color:#fff}
    .chip.no-evidence{background:#eef1f4}.chip.cannot-be-told{border-style:dashed}
    .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:14px;\
    align-items:start}
    figure{margin:0;border:1px solid var(--line);border-radius:4px;padding:8px}
    figcaption{font-size:.85rem;color:var(--soft);margin-top:4px}figcaption b{color:var(--ink)}
    svg{display:block;width:100%;height:auto}
    svg text{font:12px system-ui,"DejaVu Sans",sans-serif;fill:#5a6675}
    .end{text-anchor:end}.middle{text-anchor:middle}svg .strong{font-weight:700;fill:#1d2530}
    .grid line,.grid path{vector-effect:non-scaling-stroke}
    line.grid{stroke:#e7ebef}.axis{stroke:#9aa5b1}
    .event-band{fill:#fbe3b3}.usual-band{fill:#b9cddb;fill-opacity:.55}
    .usual{fill:none;stroke:#6d8294;stroke-width:1;stroke-dasharray:3 2}
    svg .host{fill:none;stroke:#0b5c8a;stroke-width:1.8}.host-dot{fill:#0b5c8a}
    svg .control{fill:none;stroke:#b3541e;stroke-width:1.4;stroke-dasharray:7 2}
    .above{fill:#1d2530}.cell-high3+.above{fill:#fff}
    .host-text{color:var(--host);font-weight:600}.control-text{color:var(--control);font-weight:600}
    .bar{fill:#aeb9c4}.mark{stroke:#b3541e;stroke-width:2.5}
    .event-frame{fill:none;stroke:#1d2530;stroke-width:1.4}
    .covered,.thin{shape-rendering:crispEdges}.covered{fill:#4d7c94}.thin{fill:#bcd0db}
    .cell-none{fill:#fff;stroke:#c9d1d9;stroke-dasharray:2 2}.cell-hidden{fill:#f1f1f1;stroke:#c9d1d9}
    .cell-low3{fill:#2166ac;background:#2166ac}.cell-low2{fill:#67a9cf;background:#67a9cf}
    .cell-low1{fill:#bcdcea;background:#bcdcea}.cell-mid{fill:#eceff1;background:#eceff1}
    .cell-high1{fill:#fbc9a4;background:#fbc9a4}.cell-high2{fill:#ee8a5d;background:#ee8a5d}
    .cell-high3{fill:#b2331b;background:#b2331b}
    .scale{white-space:nowrap}.scale i{display:inline-block;width:.9em;height:.9em;margin-left:1px;\
    vertical-align:-.1em}
    .key span{white-space:nowrap;margin-right:.8em}
    .swatch{display:inline-block;width:1.3em;height:.7em;margin-right:.3em;vertical-align:-.02em}
    .swatch.host{background:var(--host);height:3px;vertical-align:.25em}
    .swatch.usual{border-top:2px dashed #6d8294;height:0;vertical-align:.25em}
    .swatch.band{background:#d3dfe8}.swatch.event{background:var(--event)}
    .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.88rem;width:100%}
    th,td{text-align:left;padding:.3em .6em;border-bottom:1px solid var(--line);vertical-align:top}
    th{color:var(--soft);font-weight:600}td:not(:first-child){font-variant-numeric:tabular-nums}
    code{font-size:.8rem;overflow-wrap:anywhere}
    .methods p{font-size:.92rem}footer{margin-top:2em;border-top:2px solid var(--line)}
    @media (max-width:520px){main{padding:10px}body{font-size:15px}h1{font-size:1.35rem}}
    @media print{main{max-width:none;padding:0}body{font-size:10.5pt}figure,.answer,tr{\
    break-inside:avoid}h2,h3{break-after:avoid}.grid{grid-template-columns:repeat(2,1fr)}\
    .scroll{overflow:visible}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
    """
}
