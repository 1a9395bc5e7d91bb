"""How the page of coverage looks."""

STYLE = """
:root{--ink:#1d2733;--soft:#5b6b7c;--line:#dde3ea;--paper:#fff;--back:#f2f4f7;--full:#2b8a5f;--most:#c98a16;--some:#c2463b;--brand:#8c1c13}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:14px/1.6 "Source Han Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
main{max-width:76rem;margin:2rem auto;padding:2.2rem 2.6rem;background:var(--paper);border:1px solid var(--line);border-top:4px solid var(--brand);border-radius:4px}
header{display:flex;gap:1.8rem;align-items:center}
h1{margin:0 0 .5rem;font-size:1.35rem;line-height:1.4;text-wrap:balance}
h2{margin:2.2rem 0 .7rem;padding-bottom:.3rem;border-bottom:1px solid var(--line);font-size:1.05rem}
.ring{flex:none;display:grid;place-items:center;width:7.2rem;height:7.2rem;border-radius:50%;background:radial-gradient(closest-side,var(--paper) 79%,transparent 80%),conic-gradient(var(--tone) var(--to),var(--line) 0)}
.ring b{font-size:1.5rem;font-variant-numeric:tabular-nums;color:var(--tone)}
.full{--tone:var(--full)}.most{--tone:var(--most)}.some{--tone:var(--some)}
.numbers{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;margin:0;color:var(--soft)}.numbers b{color:var(--ink);font-size:1.15rem;font-variant-numeric:tabular-nums}
.kinds{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.45rem 2rem;margin:1.5rem 0 0;padding:0;list-style:none}
.kinds li{display:grid;grid-template-columns:9.2em 1fr 4.6em;gap:.7rem;align-items:center}
.kinds i,summary i{font-style:normal;color:var(--soft);font-size:.88em;text-align:right;font-variant-numeric:tabular-nums}
.bar{display:block;height:.5rem;min-width:5rem;border-radius:.25rem;background:var(--line);overflow:hidden}.bar>span{display:block;height:100%;background:var(--tone)}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse}
th,td{padding:.38rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{white-space:nowrap;color:var(--soft);font-weight:600;font-size:.88em;vertical-align:bottom}
small{color:var(--soft);font-size:.85em}td>small{display:block}
code{display:block;color:var(--soft);font:.85em/1.5 "Noto Sans Mono CJK SC",ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
small.kind{display:inline-block;margin-right:.6em;padding:0 .5em;border-radius:.3em;background:var(--back)}
.at{white-space:nowrap;text-align:right;color:var(--soft)}
.matrix td{min-width:3.6rem;border:2px solid var(--paper);text-align:center;vertical-align:middle;font-variant-numeric:tabular-nums;color:var(--tone);background:color-mix(in srgb,var(--tone) 13%,var(--paper))}
.matrix td small{display:inline;color:inherit;opacity:.65}.matrix td.none{background:var(--back)}
.matrix td.share{background:none;color:var(--ink);font-weight:600;text-align:right}
.matrix tbody th{border:0;font-weight:400;white-space:nowrap}.matrix thead th{white-space:normal;text-align:center;border:0;line-height:1.25}
a{color:inherit;text-decoration-color:var(--line)}
.provisions td:first-child{width:44%}.provisions b{font-weight:600}.idle td{color:var(--soft);background:#fafbfc}.idle b{font-weight:400}
th.count,.count{text-align:right;font-variant-numeric:tabular-nums}td.wide{width:9rem}td.wide .bar{margin-top:.45rem}
details.rule{margin:.35rem 0;border:1px solid var(--line);border-radius:4px}
details.rule>summary{display:grid;grid-template-columns:1fr 9rem 4em;gap:1rem;align-items:center;padding:.5rem .9rem;cursor:pointer;font-weight:600}
details.rule[open]>summary{border-bottom:1px solid var(--line);background:#fafbfc}
.points td:first-child{width:55%}.points tr:last-child td{border-bottom:0}
.chips{line-height:2}
.chip{display:inline-block;margin:0 .3rem .15rem 0;padding:0 .55em;border:1px solid currentColor;border-radius:1em;font-size:.86em;line-height:1.65;vertical-align:top;color:var(--soft)}
.chip.yes{color:var(--full)}.chip.no{color:var(--some);background:color-mix(in srgb,var(--some) 10%,var(--paper));font-weight:600}
.chip.never{border-style:dashed}
.chip>summary{cursor:pointer;list-style:none}.chip>summary::-webkit-details-marker{display:none}
.chip[open]{border-radius:.5em;display:block}.chip ol,.chip p{margin:.2rem 0 .4rem;color:var(--ink)}.chip ol{padding-left:2.2em}
footer{margin-top:2rem;padding-top:.7rem;border-top:1px solid var(--line);color:var(--soft);font-size:.83rem;overflow-wrap:anywhere}
@media(max-width:44rem){main{margin:0;padding:1.2rem;border-radius:0}header{align-items:flex-start}.ring{width:5rem;height:5rem}.ring b{font-size:1.05rem}}
@media print{@page{size:A4 landscape;margin:14mm}body{background:none;font-size:9.5pt}main{max-width:none;margin:0;padding:0;border:0}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""  # noqa: E501 - a style sheet reads by rules, not by width
