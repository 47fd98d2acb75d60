# The image of Squall itself, for clusters and CI. Its context is the root of the project after ./squall has built it:
# docker/README.md says how.
ARG BASE=debian:bookworm-slim@sha256:88200866dfff7ea7f5cbcb6ec7c8a701889efe6fe859fe64d6990e4b07ea4171

FROM ${BASE}
LABEL dev.squall.image=squall
COPY docker/apt.conf /etc/apt/apt.conf.d/squall.conf
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install openjdk-17-jre-headless \
 && rm -rf /var/lib/apt/lists/*
COPY squall /squall/squall
COPY harness/cli/target/squall.jar /squall/harness/cli/target/squall.jar
COPY harness/cli/target/lib/ /squall/harness/cli/target/lib/

# The runs of a container without a volume. Any user may run the image.
RUN mkdir -m 1777 /results && ln -s /squall/squall /usr/local/bin/squall
ARG COMMIT=unknown
ENV SQUALL_COMMIT=${COMMIT} SQUALL_RUNS=/results HOME=/tmp JDK_JAVA_OPTIONS=-XX:MaxRAMPercentage=75
USER 10001:10001
WORKDIR /results
ENTRYPOINT ["squall"]
