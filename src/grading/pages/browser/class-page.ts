import type { HeatMapData } from '../heat-map-data.ts';
import { drawHeatMap } from './heat-map-table.ts';
import { makeSortable } from './sortable-table.ts';

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as HeatMapData;
const place = document.getElementById('heat-map');
if (place !== null) drawHeatMap(place, data);
for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) makeSortable(table);
