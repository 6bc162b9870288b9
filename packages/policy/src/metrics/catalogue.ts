/** What a model predicts: one of two classes, one of several, or a quantity. */
export type Task = 'binary' | 'multiclass' | 'regression'

/** Which way is better. `none`: a signed quantity, which can be bounded but not compared. */
export type Direction = 'higher' | 'lower' | 'none'

/** What a metric is called, means and needs; how it is estimated stands in `gate/metrics`. */
export interface MetricFacts {
  readonly id: MetricId
  /** As people say it, to begin a sentence with. */
  readonly title: string
  readonly direction: Direction
  readonly tasks: readonly Task[]
  /** The column of the predictions file it is computed from. A binary prediction is the score at the threshold. */
  readonly needs: 'score' | 'prediction'
  /** All values it can take; an absolute bound outside is a slip (92 for 0.92). */
  readonly range: readonly [low: number, high: number]
}

const share = [0, 1] as const
const positive = [0, Infinity] as const
const binary = ['binary'] as const
const multiclass = ['multiclass'] as const
const classes = ['binary', 'multiclass'] as const
const regression = ['regression'] as const

const facts = {
  roc_auc: { title: 'ROC AUC', direction: 'higher', tasks: binary, needs: 'score', range: share },
  average_precision: {
    title: 'Average precision',
    direction: 'higher',
    tasks: binary,
    needs: 'score',
    range: share,
  },
  log_loss: { title: 'Log loss', direction: 'lower', tasks: binary, needs: 'score', range: positive },
  brier: { title: 'Brier score', direction: 'lower', tasks: binary, needs: 'score', range: share },
  expected_calibration_error: {
    title: 'Expected calibration error',
    direction: 'lower',
    tasks: binary,
    needs: 'score',
    range: share,
  },
  accuracy: { title: 'Accuracy', direction: 'higher', tasks: classes, needs: 'prediction', range: share },
  error_rate: { title: 'Error rate', direction: 'lower', tasks: classes, needs: 'prediction', range: share },
  precision: { title: 'Precision', direction: 'higher', tasks: binary, needs: 'prediction', range: share },
  recall: { title: 'Recall', direction: 'higher', tasks: binary, needs: 'prediction', range: share },
  specificity: {
    title: 'Specificity',
    direction: 'higher',
    tasks: binary,
    needs: 'prediction',
    range: share,
  },
  f1: { title: 'F1', direction: 'higher', tasks: binary, needs: 'prediction', range: share },
  balanced_accuracy: {
    title: 'Balanced accuracy',
    direction: 'higher',
    tasks: classes,
    needs: 'prediction',
    range: share,
  },
  matthews: {
    title: 'Matthews correlation',
    direction: 'higher',
    tasks: binary,
    needs: 'prediction',
    range: [-1, 1],
  },
  macro_f1: { title: 'Macro F1', direction: 'higher', tasks: multiclass, needs: 'prediction', range: share },
  weighted_f1: {
    title: 'Weighted F1',
    direction: 'higher',
    tasks: multiclass,
    needs: 'prediction',
    range: share,
  },
  macro_recall: {
    title: 'Macro recall',
    direction: 'higher',
    tasks: multiclass,
    needs: 'prediction',
    range: share,
  },
  cohen_kappa: {
    title: "Cohen's kappa",
    direction: 'higher',
    tasks: classes,
    needs: 'prediction',
    range: [-1, 1],
  },
  negative_flip_rate: {
    title: 'Negative flip rate',
    direction: 'none',
    tasks: classes,
    needs: 'prediction',
    range: share,
  },
  mae: {
    title: 'Mean absolute error',
    direction: 'lower',
    tasks: regression,
    needs: 'prediction',
    range: positive,
  },
  mse: {
    title: 'Mean squared error',
    direction: 'lower',
    tasks: regression,
    needs: 'prediction',
    range: positive,
  },
  rmse: {
    title: 'Root mean squared error',
    direction: 'lower',
    tasks: regression,
    needs: 'prediction',
    range: positive,
  },
  median_absolute_error: {
    title: 'Median absolute error',
    direction: 'lower',
    tasks: regression,
    needs: 'prediction',
    range: positive,
  },
  mean_error: {
    title: 'Mean error (bias)',
    direction: 'none',
    tasks: regression,
    needs: 'prediction',
    range: [-Infinity, Infinity],
  },
  r2: {
    title: 'R squared',
    direction: 'higher',
    tasks: regression,
    needs: 'prediction',
    range: [-Infinity, 1],
  },
} as const satisfies Readonly<Record<string, Omit<MetricFacts, 'id'>>>

export type MetricId = keyof typeof facts

/** What other tools call them, so that the error for an unknown metric can name ours. Never accepted silently. */
const foreign: Readonly<Record<string, MetricId>> = {
  auc: 'roc_auc',
  auroc: 'roc_auc',
  ap: 'average_precision',
  pr_auc: 'average_precision',
  ece: 'expected_calibration_error',
  brier_score: 'brier',
  neg_log_loss: 'log_loss',
  cross_entropy: 'log_loss',
  acc: 'accuracy',
  accuracy_score: 'accuracy',
  zero_one_loss: 'error_rate',
  sensitivity: 'recall',
  tpr: 'recall',
  true_positive_rate: 'recall',
  ppv: 'precision',
  tnr: 'specificity',
  true_negative_rate: 'specificity',
  f1_score: 'f1',
  f1_macro: 'macro_f1',
  f1_weighted: 'weighted_f1',
  recall_macro: 'macro_recall',
  mcc: 'matthews',
  matthews_corrcoef: 'matthews',
  kappa: 'cohen_kappa',
  nfr: 'negative_flip_rate',
  mean_absolute_error: 'mae',
  mean_squared_error: 'mse',
  root_mean_squared_error: 'rmse',
  bias: 'mean_error',
  r2_score: 'r2',
}

/** Every metric there is. */
export const metricIds = Object.keys(facts) as readonly MetricId[]

/** The facts of a metric, or undefined for a name that is none of ours. */
export function metricFacts(id: string): MetricFacts | undefined {
  if (!Object.hasOwn(facts, id)) return undefined
  const known = id as MetricId
  return { id: known, ...facts[known] }
}

/** All metrics that mean something for a task, in the order of the catalogue. */
export function metricsFor(task: Task): readonly MetricFacts[] {
  return metricIds
    .map((id): MetricFacts => ({ id, ...facts[id] }))
    .filter((metric) => metric.tasks.includes(task))
}

/** Our name for what another tool calls `name`. */
export function ourNameFor(name: string): MetricId | undefined {
  const key = name.toLowerCase().replaceAll('-', '_')
  return Object.hasOwn(foreign, key) ? foreign[key] : undefined
}
