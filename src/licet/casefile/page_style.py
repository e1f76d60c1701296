"""The style of the case page: one column, wide tables scroll inside themselves, colors that also hold on paper."""

STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#c9c9c9;--soft:#f3f1ec;--link:#0b4f9c;--act:#ffe08a;--quote:#dcebf9;--yes:#8c2d04;--no:#2f5d3a;--open:#5b4a8a}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161616;--line:#4a4a4a;--soft:#232323;--link:#8fc1ff;--act:#6b5200;--quote:#173a5c;--yes:#ffab7a;--no:#9bd3a8;--open:#c9b8ff}figure svg{background:#fff}}
*{box-sizing:border-box}html{scroll-behavior:auto}body{margin:0;color:var(--ink);background:var(--paper);font:1rem/1.5 Georgia,'Times New Roman',serif}
main{max-width:58rem;margin:0 auto;padding:1rem}h1,h2,h3,h4,th,nav,small,.verdict{font-family:system-ui,sans-serif}h1{font-size:1.6rem}h2{font-size:1.25rem;border-bottom:2px solid var(--line);padding-bottom:.2rem;margin-top:2rem}
h3{font-size:1rem;margin:.3rem 0}h4{font-size:.9rem;margin:.4rem 0 .1rem}a{color:var(--link)}a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1rem;list-style:none;padding:0}
.wide{overflow-x:auto}figure{margin:0}figure svg{max-width:100%;height:auto;min-width:32rem}table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}
.day{white-space:nowrap}ul{padding-left:1.2rem;margin:.2rem 0}.answer{border-left:.4rem solid var(--open);background:var(--soft);padding:.4rem .8rem;margin:.6rem 0}.answer.yes{border-color:var(--yes)}.answer.no{border-color:var(--no)}
.verdict{font-weight:700;border:1px solid currentColor;border-radius:.2rem;padding:0 .35rem;margin-right:.3rem}.yes .verdict{color:var(--yes)}.no .verdict{color:var(--no)}.not_established .verdict{color:var(--open)}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:.6rem}.sides>div{border:1px solid var(--line);padding:.3rem .6rem;overflow-wrap:anywhere}.preferred{border:1px solid var(--line);padding:0 .3rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--soft);padding:.8rem}mark{color:inherit;background:var(--quote)}mark.act{background:var(--act);border-bottom:2px solid currentColor}mark.amount,mark.count{background:none;border-bottom:1px dotted currentColor}
.at{scroll-margin-top:3rem}.at:target+mark{outline:3px solid var(--link)}.acts{columns:18rem}.document{margin-top:2rem}
@media print{main{max-width:none;padding:0}nav,.skip{display:none}a{color:inherit;text-decoration:none}.answer,article,tr{break-inside:avoid}.text{background:none;padding:0;font-size:.9rem}h2,h3{break-after:avoid}figure{break-inside:avoid}figure svg{min-width:0;max-height:60vh}}
"""
