package dev.squall.world.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** Connection to the container engine of {@code DOCKER_HOST}, or to that of this machine. Thread-safe. */
public final class DockerEngine implements AutoCloseable {

    /** Minimum version of the engine's API: that of Debian 12. */
    private static final Version API_VERSION_MIN = Version.parse("1.41");

    /** Wrapper around an engine's own error message. */
    private static final Pattern ENVELOPE = Pattern.compile("^Status \\d+: \\{\"message\":\"(.*)\"}$");

    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String REMEDY = "; without containers, --world process needs nothing";

    private final DockerClient client;

    private DockerEngine(DockerClient client) {
        this.client = client;
    }

    /**
     * Connects to the engine, and checks that it is usable. The engine chooses the version of its API, unless {@code
     * DOCKER_API_VERSION} is set. The harness therefore works with old and new engines.
     *
     * @throws WorldException if there is no engine, access is denied, or the engine is too old; the message is one
     *     sentence
     */
    public static DockerEngine connect() {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder();
        String apiVersion = System.getenv("DOCKER_API_VERSION");
        if (apiVersion != null && !apiVersion.isBlank()) {
            config.withApiVersion(apiVersion);
        }
        return connect(config.build());
    }

    static DockerEngine connect(DockerClientConfig config) {
        URI host = config.getDockerHost();
        requireLocal(host);
        ZerodepDockerHttpClient transport = new ZerodepDockerHttpClient.Builder()
                .dockerHost(host)
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(Duration.ofSeconds(5))
                .build();
        DockerEngine engine = new DockerEngine(DockerClientImpl.getInstance(config, transport));
        try {
            engine.requireVersion();
            return engine;
        } catch (WorldException e) {
            engine.close();
            throw e;
        } catch (RuntimeException e) {
            engine.close();
            throw unreachable(host, e);
        }
    }

    /** Refuses an engine on another machine, because folders and loopback ports are shared with this machine only. */
    private static void requireLocal(URI host) {
        boolean isLocal = "unix".equals(host.getScheme()) || LOCAL_HOSTS.contains(String.valueOf(host.getHost()));
        if (!isLocal) {
            throw new WorldException("DOCKER_HOST names an engine on another machine, " + host
                    + "; expected one on this machine, since nodes' storage and clients do not cross" + REMEDY);
        }
    }

    private void requireVersion() {
        var version = client.versionCmd().exec();
        if (Version.parse(version.getApiVersion()).compareTo(API_VERSION_MIN) < 0) {
            throw new WorldException("the container engine is version " + version.getVersion() + " (API "
                    + version.getApiVersion() + "); expected 20.10 (API " + API_VERSION_MIN + ") or later"
                    + REMEDY);
        }
        if (!"linux".equals(version.getOperatingSystem())) {
            throw new WorldException("the container engine runs " + version.getOperatingSystem()
                    + " containers; expected linux ones" + REMEDY);
        }
    }

    private static WorldException unreachable(URI host, RuntimeException cause) {
        if ("unix".equals(host.getScheme())) {
            Path socket = Path.of(host.getPath());
            if (!Files.exists(socket)) {
                return new WorldException(
                        "there is no container engine at " + host + "; install and start one (Debian: apt-get install"
                                + " docker.io), or let DOCKER_HOST name one" + REMEDY,
                        cause);
            }
            if (!Files.isWritable(socket)) {
                return new WorldException(
                        "you may not use the container engine at " + host
                                + "; become a member of the group docker, or use a rootless engine by DOCKER_HOST"
                                + REMEDY,
                        cause);
            }
        }
        if (cause instanceof BadRequestException) {
            return new WorldException(
                    "the container engine at " + host + " refuses to be asked (" + reason(cause)
                            + "); unset DOCKER_API_VERSION, and api.version in ~/.docker-java.properties" + REMEDY,
                    cause);
        }
        return new WorldException(
                "the container engine at " + host + " does not answer (" + reason(cause)
                        + "); start it, or let DOCKER_HOST name another" + REMEDY,
                cause);
    }

    /** Returns the error message of an engine, or of the connection to it, in one line. */
    public static String reason(Throwable problem) {
        Throwable cause = problem;
        while (!(cause instanceof DockerException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return ENVELOPE.matcher(message.strip().replaceAll("\\s+", " ")).replaceFirst("$1");
    }

    /**
     * Returns the error message of an engine with advice on how to fix it.
     *
     * @param more earlier output of the engine
     * @param otherwise advice for an unknown error
     */
    public static String complaint(Throwable problem, String more, String otherwise) {
        String reason = reason(problem);
        return reason + "; " + EngineErrorHint.of(reason + '\n' + more, otherwise);
    }

    public DockerClient client() {
        return client;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            // Errors of closing do not matter, since the engine is not used any more.
        }
    }
}
