# Writes proc.json: DeLong, p-value adjustments and paired tests as R has them. Debian: r-base-core r-cran-proc r-cran-jsonlite.
#     Rscript test/golden/stats/proc.R
suppressMessages(library(pROC))
library(jsonlite)

cases <- list()
add <- function(fn, args, expect, source, tolerance = NULL) {
  case <- list(fn = fn, args = args, expect = expect, source = source)
  if (!is.null(tolerance)) case$tolerance <- tolerance
  cases[[length(cases) + 1]] <<- lapply(case, function(part) if (is.character(part)) unbox(part) else part)
}
one <- function(value) unbox(value)

set.seed(20251010)
for (n in c(30, 400)) {
  label <- as.integer(runif(n) < 0.3)
  # The second has ties.
  first <- round(label + rnorm(n), 4)
  second <- round(0.8 * label + rnorm(n), if (n == 30) 0 else 1)
  curve <- function(score) roc(label, score, levels = c(0, 1), direction = "<", quiet = TRUE)
  a <- curve(first); b <- curve(second)
  test <- roc.test(a, b, method = "delong", paired = TRUE)
  half <- qnorm(0.975) * sqrt(var(a) + var(b) - 2 * cov(a, b))
  gap <- as.numeric(auc(a)) - as.numeric(auc(b))
  add("delong", list(label, list(first, second)),
      list(auc = c(auc(a), auc(b)), covariance = list(c(var(a), cov(a, b)), c(cov(a, b), var(b)))), "pROC var, cov, auc", one(1e-10))
  add("delongPValue", list(label, first, second, one(0)), one(pnorm(-unname(test$statistic))), "pROC roc.test paired DeLong", one(1e-9))
  add("delongDifference", list(label, first, second, one(0.95)),
      list(interval = list(low = one(gap - half), high = one(gap + half))), "pROC var, cov", one(1e-9))
}
# pROC's own example data: aneurysmal subarachnoid haemorrhage.
data(aSAH)
outcome <- as.integer(aSAH$outcome == "Poor")
a <- roc(outcome, aSAH$s100b, levels = c(0, 1), direction = "<", quiet = TRUE)
b <- roc(outcome, aSAH$ndka, levels = c(0, 1), direction = "<", quiet = TRUE)
add("delong", list(outcome, list(aSAH$s100b, aSAH$ndka)),
    list(auc = c(auc(a), auc(b)), covariance = list(c(var(a), cov(a, b)), c(cov(a, b), var(b)))), "pROC, its data aSAH", one(1e-10))

p <- c(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1)
for (pair in list(c("holm", "holm"), c("hommel", "hommel"), c("benjaminiHochberg", "BH"), c("benjaminiYekutieli", "BY"),
                  c("bonferroni", "bonferroni"))) {
  add(pair[1], list(p), p.adjust(p, pair[2]), paste("R p.adjust", pair[2]), one(1e-12))
}
difference <- round(rnorm(25, 0.3), 5)
test <- t.test(difference, conf.level = 0.9)
add("pairedTInterval", list(difference, one(0.9)), list(low = one(test$conf.int[1]), high = one(test$conf.int[2])), "R t.test", one(1e-9))
test <- wilcox.test(difference, conf.int = TRUE, conf.level = 0.95, exact = TRUE)
add("hodgesLehmannInterval", list(difference, one(0.95)),
    list(estimate = one(unname(test$estimate)), low = one(test$conf.int[1]), high = one(test$conf.int[2])), "R wilcox.test", one(1e-9))
add("binomialPValue", list(one(13), one(60), one(0.15), one("greater")), one(binom.test(13, 60, 0.15, "greater")$p.value), "R binom.test greater", one(1e-10))

versions <- list(R = one(paste(R.version$major, R.version$minor, sep = ".")), pROC = one(as.character(packageVersion("pROC"))))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
writeLines(toJSON(list(versions = versions, data = setNames(list(), character()), cases = cases), digits = NA), file.path(here, "proc.json"))
