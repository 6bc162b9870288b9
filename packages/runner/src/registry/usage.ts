export const REGISTRY_USAGE = `mlops-actions registry <command> [options]

  list                        every model: its newest version, and what each stage holds
  show MODEL [VERSION]        one version in full (default: the newest)
  history MODEL               all that happened to it
  diff MODEL FROM TO          parameters, metrics, data, code, environment and files of two versions
  verify [MODEL]              audits the whole history; with a model, re-reads its bytes too
  fetch MODEL FROM            the files of a version or a stage, into --to DIR
  html                        one static page of everything, into --to FILE
  deprecate MODEL VERSION     it still serves, promoting it warns; needs --reason
  retire MODEL VERSION        no stage may hold it again; needs --reason
  collect MODEL               what nothing needs any more; --apply retires it, --keep N (default 5) stays
  mirror MODEL                versions and stages to MLflow (MLFLOW_TRACKING_URI), or with --to gto as git tags

  --remote URL                git repository of the registry (default: the policy's, else this checkout's origin)
  --branch NAME               its branch (default: the policy's, else mlops/registry)
  --policy FILE               the policy file that says where bytes are (default: mlops.yml, if there is one)
  --token-env NAME            the variable that holds a token for the remote
  --to PATH, --reason TEXT, --keep N, --apply
  --json                      print JSON`
