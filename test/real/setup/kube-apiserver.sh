#!/usr/bin/env bash
# A kube-apiserver from its Go modules, built once into $MLOPS_REAL_CACHE/kube (some ten minutes on two cores). It is
# the real server without nodes or controllers: objects, schemas, resourceVersion, patches and RBAC are all its own.
# Its store is Debian's etcd-server (apt.txt).
set -euo pipefail
version=1.36.3
staging="0.${version#*.}"
root="$MLOPS_REAL_CACHE/kube"
binary="$root/kube-apiserver-$version"
if [ ! -x "$binary" ]; then
  mkdir -p "$root/build"
  cd "$root/build"
  source="$(go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')"
  {
    echo 'module kube-apiserver.test'
    grep '^go ' "$source/go.mod"
    echo "require k8s.io/kubernetes v$version"
    # The repository's staging folders are no part of its module; each is published under its own version.
    sed -n "s|^\t\(k8s.io/[a-z-]*\) => ./staging/.*|replace \1 => \1 v$staging|p" "$source/go.mod"
  } > go.mod
  cp "$source/go.sum" go.sum
  CGO_ENABLED=0 GOFLAGS=-mod=mod go build -trimpath -ldflags "-s -w \
    -X k8s.io/component-base/version.gitVersion=v$version \
    -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=36" \
    -o "$binary.part" k8s.io/kubernetes/cmd/kube-apiserver
  mv "$binary.part" "$binary"
fi
ln -sfn "$binary" "$root/kube-apiserver"
