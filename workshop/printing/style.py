"""How the printed pages look: exact millimetres, black on white, fonts that every machine has."""

from workshop.printing.fitting import LEADING, SIZES


def size_class(size: float) -> str:
    """The class of a size in points."""
    return f"pt{size:g}".replace(".", "-")


def _sizes() -> str:
    return "\n".join(f".{size_class(size)} {{ font-size: {size:g}pt; }}" for size in SIZES)


def _places() -> str:
    """Where the cells of a page that is to be cut stand, for 4 rows and for 2."""
    out = [f".c{at} {{ left: {10 + 95 * at}mm; }}" for at in range(2)]
    for rows, tall in ((4, 68), (2, 136)):
        out.append(f".of{rows} {{ height: {tall}mm; }}")
        out += [f".of{rows}.r{at} {{ top: {12.5 + tall * at:g}mm; }}" for at in range(rows)]
    return "\n".join(out)


_SERIF = (
    'Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Cambria, Georgia, '
    '"Noto Serif", "DejaVu Serif", serif'
)
_SANS = '"Segoe UI", "Helvetica Neue", "Noto Sans", Arial, "DejaVu Sans", sans-serif'

STYLE = f"""
* {{ box-sizing: border-box; margin: 0; padding: 0; }}
html {{ -webkit-text-size-adjust: 100%; }}
body {{ background: #fff; color: #000; font: 9pt/{LEADING} {_SANS}; overflow-wrap: anywhere;
  hyphens: manual; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
ul, ol {{ list-style: none; }}
.sheet {{ position: relative; width: 210mm; height: 296.8mm; overflow: hidden; break-after: page;
  break-inside: avoid; background: #fff; }}
.marks {{ position: absolute; left: 0; top: 0; width: 210mm; height: 297mm; }}
.hint {{ position: absolute; left: 14mm; width: 88mm; top: 6.5mm; height: 3.5mm; overflow: hidden;
  font-size: 6pt; line-height: 3.5mm; color: #444; white-space: nowrap;
  text-overflow: ellipsis; }}
.cell {{ position: absolute; width: 95mm; overflow: hidden; padding: 6mm; display: flex;
  flex-direction: column; }}
.turned {{ transform: rotate(180deg); }}
{_places()}
{_sizes()}

.top, .foot {{ display: flex; justify-content: space-between; gap: 3mm; font-size: 7pt;
  line-height: 4mm; height: 4mm; flex: none; }}
.top b, .top span:first-child, .foot span:first-child {{ overflow: hidden; white-space: nowrap;
  text-overflow: ellipsis; }}
.foot {{ font-size: 6.5pt; color: #333; border-top: .2mm solid #888; height: 5mm;
  padding-top: 1mm; }}
.foot span:last-child, .top span:last-child {{ flex: none; max-width: 70%; overflow: hidden;
  white-space: nowrap; text-overflow: ellipsis; }}
.ask {{ flex: 1; min-height: 0; overflow: hidden; display: flex; flex-direction: column;
  justify-content: center; font-family: {_SERIF}; }}
.points {{ font-size: .8em; }}
.points li {{ margin-top: .3em; padding-left: 1em; position: relative; }}
.points li::before {{ content: "–"; position: absolute; left: 0; }}
.back {{ flex: 1; min-height: 0; overflow: hidden; padding-top: 1.5mm; }}
.back > * + * {{ margin-top: .6em; }}
.back .fact {{ font-family: {_SERIF}; }}
.back h3 {{ font-size: .8em; font-weight: 700; }}
.back li {{ padding-left: 1em; position: relative; }}
.back li + li {{ margin-top: .4em; }}
.back li::before {{ content: "–"; position: absolute; left: 0; }}
.scale {{ flex: none; margin-top: 1.5mm; }}
.scale .digits {{ display: flex; justify-content: space-between; align-items: center;
  position: relative; height: 6mm; }}
.scale .digits::before {{ content: ""; position: absolute; left: 2mm; right: 2mm; top: 3mm;
  border-top: .25mm solid #000; }}
.scale .digits b {{ position: relative; width: 6mm; height: 6mm; border: .3mm solid #000;
  border-radius: 50%; background: #fff; text-align: center; font-size: 8.5pt; line-height: 5.4mm; }}
.scale .ends {{ display: flex; justify-content: space-between; gap: 4mm; margin: .8mm 0 1mm; }}
.scale .ends p {{ width: 50%; overflow: hidden; }}
.scale .ends p:last-child {{ text-align: right; }}
.keep {{ flex: none; border: .5mm solid #000; padding: .8mm 1.5mm; margin: 1mm 0 1.5mm;
  font-size: 6.5pt; line-height: 1.2; font-weight: 700; }}

.large {{ padding: 16mm 18mm 14mm; display: flex; flex-direction: column; }}
.large .top, .large .foot {{ font-size: 11pt; line-height: 6mm; height: 7mm; }}
.large .foot {{ padding-top: 1mm; }}
.large .back {{ flex: none; border-top: .4mm solid #000; margin-bottom: 4mm; padding-top: 4mm; }}
.large .scale {{ margin: 4mm 0 6mm; }}
.large .scale .digits, .large .scale .digits b {{ height: 14mm; }}
.large .scale .ends {{ margin-top: 2.5mm; }}
.large .scale .digits::before {{ top: 7mm; }}
.large .scale .digits b {{ width: 14mm; font-size: 20pt; line-height: 13mm; }}
.large .keep {{ font-size: 14pt; padding: 2mm 4mm; margin-bottom: 4mm; }}

.table {{ padding: 11mm 14mm 8mm; }}
.table header {{ display: flex; justify-content: space-between; align-items: flex-end; gap: 6mm;
  height: 15mm; border-bottom: .6mm solid #000; padding-bottom: 1.5mm; }}
.table h1 {{ font-size: 24pt; line-height: 12mm; flex: none; max-width: 110mm; overflow: hidden;
  white-space: nowrap; text-overflow: ellipsis; }}
.table header div {{ text-align: right; min-width: 0; }}
.table header p {{ font-size: 8.5pt; line-height: 4.2mm; max-height: 8.4mm; overflow: hidden; }}
.block {{ height: 84mm; padding-top: 3mm; overflow: hidden; }}
.block .ask {{ flex: none; justify-content: flex-start; margin-top: 1mm; }}
.block .pick {{ display: flex; gap: 3mm; align-items: center; height: 7mm; margin-top: 1mm;
  font-size: 8.5pt; }}
.block .pick span {{ width: 22mm; }}
.block .pick b {{ width: 8mm; height: 5.6mm; border: .25mm solid #000; text-align: center;
  font-weight: 400; line-height: 5.2mm; }}
.block .ends {{ display: flex; justify-content: space-between; gap: 6mm; margin-top: 1mm; }}
.block .ends p {{ width: 50%; }}
.block .ends p:last-child {{ text-align: right; }}
.write p {{ height: 8.6mm; border-bottom: .2mm solid #666; position: relative; }}
.write b {{ position: absolute; left: 0; bottom: .8mm; font-size: 8pt; font-weight: 400; }}
.table .foot {{ position: absolute; left: 14mm; right: 14mm; bottom: 7mm; }}

.sign .half {{ position: absolute; left: 0; width: 210mm; height: 148.5mm; padding: 14mm 16mm;
  display: flex; flex-direction: column; align-items: center; justify-content: center;
  text-align: center; overflow: hidden; }}
.sign .upper {{ top: 0; transform: rotate(180deg); }}
.sign .lower {{ top: 148.5mm; }}
.sign .number {{ font-weight: 700; line-height: 1; }}
.digits1 {{ font-size: 230pt; }} .digits2 {{ font-size: 210pt; }} .digits3 {{ font-size: 150pt; }}
.digits6 {{ font-size: 70pt; }} .digits9 {{ font-size: 26pt; }}
.sign .who {{ margin-top: 4mm; }}
.sign .who p {{ font-size: .7em; }}
.sign .who .name {{ font-size: 1em; font-weight: 700; }}
.sign .who span {{ white-space: nowrap; }}

.slip {{ padding: 7mm; }}
.slip h2 {{ font-size: 15pt; line-height: 7mm; height: 7mm; flex: none; }}
.slip .say {{ font-size: 8pt; color: #222; height: 8mm; overflow: hidden; flex: none; }}
.slip label {{ display: block; font-size: 8pt; font-weight: 700; margin-top: 3.5mm; flex: none; }}
.slip .boxes {{ font-size: 8.5pt; flex: none; }}
.boxes p {{ line-height: 5mm; height: 5mm; overflow: hidden; white-space: nowrap;
  text-overflow: ellipsis; }}
.boxes p::before {{ content: ""; display: inline-block; width: 3mm; height: 3mm;
  border: .25mm solid #000; margin-right: 2mm; vertical-align: -.4mm; }}
.pairs {{ display: flex; flex-wrap: wrap; }}
.pairs p {{ width: 50%; }}
.slip .foot {{ margin-top: auto; }}

.ballot {{ position: absolute; left: 0; width: 210mm; padding: 9mm 15mm 6mm; overflow: hidden; }}
.half0, .half1 {{ height: 148.5mm; }} .half0 {{ top: 0; }} .half1 {{ top: 148.5mm; }}
.whole {{ top: 0; height: 297mm; }}
.ballot h2 {{ font-size: 13pt; line-height: 6mm; max-height: 12mm; overflow: hidden; }}
.ballot .question {{ font-size: 10pt; line-height: 4.6mm; max-height: 9.2mm; overflow: hidden; }}
.ballot .say {{ font-size: 8.5pt; line-height: 4mm; max-height: 8mm; overflow: hidden; }}
.ballot table {{ border-collapse: collapse; width: 180mm; table-layout: fixed; margin-top: 2mm; }}
.ballot th {{ line-height: 1.15; font-weight: 400; vertical-align: bottom;
  height: 8mm; padding: 0 .4mm .6mm; text-align: center; overflow: hidden; }}
.ballot th b {{ display: block; font-size: 9pt; }}
.ballot td {{ border-top: .2mm solid #666; height: 8mm; padding: 0 1mm; vertical-align: middle; }}
.ballot tr:last-child td {{ border-bottom: .2mm solid #666; }}
.ballot .letter {{ width: 9mm; font-size: 12pt; font-weight: 700; text-align: center; }}
.ballot .grade {{ width: 16.8mm; text-align: center; }}
.ballot td.grade span {{ display: inline-block; width: 9mm; height: 5.6mm; line-height: 5.2mm;
  border: .25mm solid #000; font-size: 8.5pt; color: #555; vertical-align: middle; }}
.ballot .topic div {{ max-height: 7.6mm; overflow: hidden; }}
.check {{ display: flex; flex-wrap: wrap; gap: 1mm 1.2mm; margin-top: 1mm; }}
.check span {{ width: 8.4mm; text-align: center; font-size: 8pt; font-weight: 700;
  line-height: 3.6mm; }}
.check span::after {{ content: ""; display: block; height: 7.4mm; border: .35mm solid #000; }}
.checked {{ margin-top: 2mm; font-size: 8pt; line-height: 3.8mm; max-height: 8mm;
  overflow: hidden; }}

.run {{ page: run; break-after: page; }}
.run header {{ display: flex; justify-content: space-between; align-items: flex-end; gap: 8mm;
  border-bottom: .6mm solid #000; padding-bottom: 1.5mm; }}
.run h1 {{ font-size: 16pt; line-height: 7mm; }}
.run header p {{ font-size: 8pt; text-align: right; width: 100mm; }}
.run table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
.run th {{ text-align: left; font-size: .85em; padding: 1mm 2mm .5mm 0; vertical-align: bottom;
  border-bottom: .3mm solid #000; }}
.run td {{ padding: .6mm 2mm .6mm 0; vertical-align: top; border-bottom: .15mm solid #888; }}
.run tr {{ break-inside: avoid; }}
.run thead {{ display: table-header-group; }}
.run .phase td {{ border-bottom: .3mm solid #000; padding-top: 1.2mm; break-after: avoid; }}
.run .phase b {{ font-size: 1.1em; }}
.run .time {{ width: 15mm; font-weight: 700; }} .run .min {{ width: 11mm; }}
.run .what {{ width: 62mm; }} .run .who {{ width: 48mm; }} .run .ready {{ width: 54mm; }}
.run .box {{ width: 7mm; }}
.run .box i {{ display: inline-block; width: 3mm; height: 3mm; border: .25mm solid #000; }}
.run .party {{ font-style: italic; }}
.run .warn {{ border: .4mm solid #000; padding: .5mm 2mm; font-weight: 700; }}

@page {{ size: A4 portrait; margin: 0; }}
@page run {{ size: A4 landscape; margin: 10mm 12mm 11mm; }}
@media screen {{
  body {{ background: #999; }}
  .sheet, .run {{ margin: 6mm auto; box-shadow: 0 0 2mm #444; }}
  .run {{ width: 297mm; background: #fff; padding: 10mm 12mm; }}
}}
@media print {{
  .sheet:last-child, .run:last-child {{ break-after: auto; }}
}}
"""
