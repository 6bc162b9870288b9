import type { MetricId } from '../../metrics/catalogue.ts'
import type { Task } from '../../metrics/catalogue.ts'
import {
  balancedAccuracyEstimator,
  cohenKappaEstimator,
  f1Estimator,
  macroF1Estimator,
  macroRecallEstimator,
  matthewsEstimator,
  precisionEstimator,
  weightedF1Estimator,
} from './confusion.ts'
import type { Estimator } from './estimator.ts'
import { negativeFlipRateEstimator } from './flips.ts'
import { accuracyEstimator, errorRateEstimator, recallEstimator, specificityEstimator } from './proportion.ts'
import {
  averagePrecisionEstimator,
  calibrationErrorEstimator,
  medianAbsoluteErrorEstimator,
  rocAucEstimator,
} from './ranking.ts'
import {
  brierEstimator,
  logLossEstimator,
  maeEstimator,
  meanErrorEstimator,
  mseEstimator,
  r2Estimator,
  rmseEstimator,
} from './row-mean.ts'

const estimators: Readonly<Record<MetricId, Estimator>> = {
  roc_auc: rocAucEstimator,
  average_precision: averagePrecisionEstimator,
  log_loss: logLossEstimator,
  brier: brierEstimator,
  expected_calibration_error: calibrationErrorEstimator,
  accuracy: accuracyEstimator,
  error_rate: errorRateEstimator,
  precision: precisionEstimator,
  recall: recallEstimator,
  specificity: specificityEstimator,
  f1: f1Estimator,
  balanced_accuracy: balancedAccuracyEstimator,
  matthews: matthewsEstimator,
  macro_f1: macroF1Estimator,
  weighted_f1: weightedF1Estimator,
  macro_recall: macroRecallEstimator,
  cohen_kappa: cohenKappaEstimator,
  negative_flip_rate: negativeFlipRateEstimator,
  mae: maeEstimator,
  mse: mseEstimator,
  rmse: rmseEstimator,
  median_absolute_error: medianAbsoluteErrorEstimator,
  mean_error: meanErrorEstimator,
  r2: r2Estimator,
}

/** How a metric is measured for a task. */
export function estimatorFor(metric: MetricId, task: Task): Estimator {
  // With several classes balanced accuracy is the mean recall over them (scikit-learn's definition).
  return metric === 'balanced_accuracy' && task === 'multiclass' ? macroRecallEstimator : estimators[metric]
}
