/** What the script of a page with charts reads. */
export interface ChartPageData {
  charts: readonly Chart[];
}

export interface Chart {
  /** Of the canvas that it is drawn on. */
  id: string;
  /** Bars stand beside each other at the labels, series by series; lines go through points. */
  kind: 'bars' | 'lines';
  x: ChartAxis;
  y: ChartAxis;
  /** Of bars. */
  labels?: readonly string[];
  series: readonly ChartSeries[];
  /** A stretch of the x axis that is marked, with its name. */
  band?: { from: number; to: number; name: string };
}

export interface ChartAxis {
  title: string;
  scale: 'linear' | 'logarithmic' | 'labels';
}

export interface ChartSeries {
  name: string;
  /** A place in the palette: what has the same place in several charts is the same thing. */
  colour: number;
  /** For lines. */
  isDashed?: boolean;
  /** Bars: the values at the labels, null for none. Lines: points in the order in which they are connected. */
  values: readonly (number | null)[] | readonly ChartPoint[];
}

export interface ChartPoint {
  x: number;
  y: number;
}
