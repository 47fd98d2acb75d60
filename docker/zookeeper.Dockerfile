# The image of zookeeper's nodes, of Debian's package, and of the keepers of their networks. The harness builds it.
ARG BASE=debian:bookworm-slim
FROM ${BASE}
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends zookeeper openjdk-17-jre-headless iptables \
 && rm -rf /var/lib/apt/lists/*
