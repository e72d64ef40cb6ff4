import { ScatterplotLayer } from '@deck.gl/layers';

/**
 * Discs that fade to nothing at their edge and add up where they overlap. Unlike deck.gl's HeatmapLayer each keeps the
 * colour of its alert's level (a crowd of yellows must never look like a red), its strength does not depend on what else
 * is in view, and it needs one shader program instead of four.
 */
export class AlertHeatLayer<DataT> extends ScatterplotLayer<DataT> {
  static override layerName = 'AlertHeatLayer';

  override getShaders(): unknown {
    return {
      ...(super.getShaders() as object),
      inject: {
        'fs:DECKGL_FILTER_COLOR': 'color.a *= pow(max(0.0, 1.0 - length(geometry.uv)), 1.6);',
      },
    };
  }
}
