import type { Bounds } from '@/lib/range';
import type { Tone } from './tone';

type Props = { values: { at: string; value: number }[]; band: Bounds | null; tone: Tone };

const width = 52;
const height = 16;
const edge = 3;

export type Spark = { line: { x: number; y: number }[]; band: { top: number; bottom: number } | null };

/** Where the points and the band lie in the small picture. Time is to scale: two values of one week lie side by side. */
export function sparkOf(values: Props['values'], band: Bounds | null): Spark {
  const times = values.map((each) => Date.parse(each.at));
  const first = Math.min(...times);
  const span = Math.max(...times) - first || 1;
  const all = [...values.map((each) => each.value), ...(band?.low != null ? [band.low] : []), ...(band?.high != null ? [band.high] : [])];
  const low = Math.min(...all);
  const range = Math.max(...all) - low || 1;
  const y = (value: number) => height - edge - ((value - low) / range) * (height - 2 * edge);
  return {
    line: values.map((each, i) => ({ x: edge + (((times[i] ?? first) - first) / span) * (width - 2 * edge), y: y(each.value) })),
    band: band && { top: band.high == null ? 0 : y(band.high), bottom: band.low == null ? height : y(band.low) },
  };
}

/** The course of a value in the size of a word. What it shows stands in words in the row and under the plot. */
export function Sparkline({ values, band, tone }: Props) {
  const spark = sparkOf(values, band);
  const last = spark.line.at(-1);
  return (
    <svg width={width} height={height} aria-hidden data-tone={tone} style={{ verticalAlign: -3, overflow: 'visible' }}>
      {spark.band && (
        <rect x={0} width={width} y={spark.band.top} height={spark.band.bottom - spark.band.top} fill="var(--band)" opacity={0.5} />
      )}
      <polyline
        points={spark.line.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
        fill="none"
        stroke="var(--quiet-solid)"
        strokeWidth={1.2}
      />
      {last && <circle cx={last.x} cy={last.y} r={2.2} fill="var(--solid)" />}
    </svg>
  );
}
