// Counts as a small bar chart, and as a table for screen readers; chart.py computes the layout.
export const ChartFigure = {
  template: `
    <figure class="chart">
      <figcaption>{{ chart.title }}<span
        v-for="(name, of) in chart.legend" :key="name" :class="'key-' + of"
      >{{ name }}</span></figcaption>
      <svg :viewBox="'0 0 ' + chart.width + ' ' + chart.height" aria-hidden="true">
        <line x1="0" :x2="chart.width" :y1="chart.base" :y2="chart.base"/>
        <template v-for="(bar, b) in chart.bars" :key="b">
          <rect
            :class="'bar-' + bar.series" rx="1.5"
            :x="bar.x" :y="bar.y" :width="bar.width" :height="bar.height"
          />
          <text v-if="bar.number" :x="bar.x + bar.width / 2" :y="bar.y - 3">{{ bar.number }}</text>
        </template>
        <text
          v-for="tick in chart.ticks" :key="tick.x" class="tick-label"
          :x="tick.x" :y="chart.height - 5"
        >{{ tick.text }}</text>
      </svg>
      <table class="sr-only">
        <caption>{{ chart.title }}</caption>
        <thead>
          <tr><th v-for="(head, h) in chart.head" :key="h" scope="col">{{ head }}</th></tr>
        </thead>
        <tbody>
          <tr v-for="(row, r) in chart.rows" :key="r">
            <th scope="row">{{ row[0] }}</th>
            <td v-for="(cell, c) in row.slice(1)" :key="c">{{ cell }}</td>
          </tr>
        </tbody>
      </table>
    </figure>`,
  props: { chart: Object },
};
