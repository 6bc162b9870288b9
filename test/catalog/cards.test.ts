import { mlBom, modelCard } from '@mlops-actions/catalog'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { factsWith, HOSTILE } from './support/record.ts'

const frontMatter = (card: string) => parseDocument(/^---\n([\s\S]*?)\n---\n/.exec(card)![1]!).toJS()

describe('the ML-BOM', () => {
  // oxlint-disable-next-line typescript/no-explicit-any -- read as a reader of the file would
  const bom = mlBom(factsWith()) as any
  it('names the model, its data, its lock file and its commit', () => {
    const { component } = bom.metadata
    expect(component).toMatchObject({
      type: 'machine-learning-model',
      name: 'flight-delay',
      version: '3',
      pedigree: { commits: [{ uid: 'a'.repeat(40) }] },
    })
    expect(bom.components.map((item: { type: string; name: string }) => `${item.type} ${item.name}`)).toEqual(
      ['data training', 'data lake', 'data as given', 'file uv.lock'],
    )
    expect(bom.dependencies[0].dependsOn).toHaveLength(4)
  })

  it('keeps metrics with slices and intervals, as texts, and hyperparameters as properties', () => {
    const { modelCard: card } = bom.metadata.component
    expect(card.quantitativeAnalysis.performanceMetrics).toEqual([
      { type: 'auc', value: '0.912' },
      { type: 'recall', value: '0.81', confidenceInterval: { lowerBound: '0.79', upperBound: '0.83' } },
      expect.objectContaining({ type: 'recall', slice: `origin=${HOSTILE}` }),
    ])
    expect(card.properties).toContainEqual({ name: 'param:loss.weights', value: '[1,2]' })
  })

  it('is the same for the same record, and another for another', () => {
    expect(mlBom(factsWith())).toEqual(bom)
    expect(mlBom(factsWith({ version: 4 }))).not.toMatchObject({ serialNumber: bom.serialNumber })
  })
})

describe('the model card', () => {
  const card = modelCard(factsWith())
  it('has a model-index of the whole, not of slices', () => {
    expect(frontMatter(card)).toMatchObject({
      library_name: 'sklearn',
      metrics: ['auc', 'recall'],
      'model-index': [
        {
          name: 'flight-delay',
          results: [
            {
              task: { type: 'tabular-classification' },
              dataset: { name: 'training', type: 'training' },
              metrics: [
                { type: 'auc', value: 0.912 },
                { type: 'recall', value: 0.81 },
              ],
            },
          ],
        },
      ],
    })
  })

  it('says what loading it does, and lets no text of the record become markup', () => {
    expect(card).toContain('## Before you load it')
    expect(card).toContain('with uncommitted changes')
    expect(card).not.toContain('<script>')
    expect(card).not.toContain('](javascript:')
    expect(card).not.toContain('\u202e')
  })

  it('of a record with nothing but bytes is a card too', () => {
    const bare = { ...factsWith({ lineage: { data: [] } }), evidence: [] }
    const { packaging: _, metrics: __, ...record } = bare.record
    const text = modelCard({ ...bare, record })
    expect(frontMatter(text)).toEqual({ tags: ['flight-delay', 'mlops-actions'] })
    expect(text).not.toContain('## Metrics')
    expect(() => mlBom({ ...bare, record })).not.toThrow()
  })
})
