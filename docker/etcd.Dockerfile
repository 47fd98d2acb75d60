# The image of etcd's nodes, of Debian's package, and of the keepers of their networks. The harness builds it.
ARG BASE=debian:bookworm-slim@sha256:88200866dfff7ea7f5cbcb6ec7c8a701889efe6fe859fe64d6990e4b07ea4171
FROM ${BASE}
COPY apt.conf /etc/apt/apt.conf.d/squall.conf
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install etcd-server iptables \
 && rm -rf /var/lib/apt/lists/*
