# Flatline's image for those who pull bases. Without a registry, or without Docker: ./flatline image builds the same from this machine's own Java.
#   docker build -t flatline .
#   docker run --rm -p 9000:9000 flatline serve --host 0.0.0.0

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /flatline
COPY . .
RUN mvn -B -q -Dquick -pl scenarios -am package
RUN jlink --add-modules java.base,java.logging,java.management,java.naming,java.net.http,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.unsupported \
    --strip-debug --no-header-files --no-man-pages --compress=2 --output /java

FROM debian:stable-slim
COPY --from=build /java /opt/java
COPY --from=build /flatline/scenarios/target/quick/app.new /opt/flatline/lib
RUN mkdir -m 1777 /work
# It stands in for Toxiproxy's image: no token is asked for, because a container says by the ports it publishes who gets there.
ENV LANG=C.UTF-8 FLATLINE_IN_IMAGE=true FLATLINE_STATE=/work/.flatline
WORKDIR /work
USER 65532
EXPOSE 8080 8474 9000
ENTRYPOINT ["/opt/java/bin/java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-Dio.netty.jfr.enabled=false", "-Dio.netty.leakDetection.level=disabled", "-cp", "/opt/flatline/lib/*", "dev.flatline.scenarios.Main"]
