import { createRoot } from 'react-dom/client';
import type { LayerDefinition } from '../domain/layer.ts';
import { PROVENANCE_WORDS } from '../domain/provenance.ts';
import type { GalleryPage } from './page.ts';

/** The page that every layer definition brings with it: what it observes, what it alarms on, what the public may see. */
export function layerPage(definition: LayerDefinition): GalleryPage {
  return {
    title: definition.title,
    size: [960, 1100],
    async mount(element) {
      const root = createRoot(element);
      root.render(<LayerSheet definition={definition} />);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return () => root.unmount();
    },
  };
}

function LayerSheet({ definition }: { readonly definition: LayerDefinition }) {
  const title = (key: string) => definition.properties.find((each) => each.key === key)?.title.zh ?? key;
  return (
    <article
      data-light="day"
      style={{ padding: 32, fontSize: 14, lineHeight: 1.6, background: '#fff', minHeight: 1036 }}
    >
      <h1 style={{ fontSize: 24 }}>
        {definition.title.zh} <small>{definition.title.en}</small>
      </h1>
      <p>
        工作要点第 {definition.workPlanItem} 条 · 部件代码 {definition.code.value}（{definition.code.source.text}） ·{' '}
        {definition.cimLevel} · {PROVENANCE_WORDS.simulated.zh}
      </p>
      <Table
        head={['观测', '单位', '物理范围', '密级']}
        rows={definition.properties.map((each) => [
          each.title.zh,
          each.unit,
          each.range.join(' … '),
          each.classification,
        ])}
      />
      <Table
        head={['阈值', '级别', '条件', '依据']}
        rows={definition.thresholds.map((each) => [
          `${title(each.property)}：${each.meaning.zh}`,
          each.level,
          `${each.when} ${typeof each.limit === 'number' ? each.limit : `${each.limit.factor} × ${each.limit.attribute}`}`,
          `${each.source.text} [${each.source.confidence}]`,
        ])}
      />
      <Table
        head={['属性', '类型', '密级']}
        rows={definition.attributes.map((each) => [each.title.zh, each.type, each.classification])}
      />
    </article>
  );
}

function Table({ head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }) {
  return (
    <table style={{ width: '100%', borderCollapse: 'collapse', margin: '12px 0', fontSize: 12 }}>
      <thead>
        <tr>
          {head.map((each) => (
            <th key={each} style={{ textAlign: 'left', borderBottom: '1px solid #ccc' }}>
              {each}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join()}>
            {row.map((cell, i) => (
              <td key={head[i]} style={{ borderBottom: '1px solid #eee' }}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
