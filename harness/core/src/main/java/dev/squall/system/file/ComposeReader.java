package dev.squall.system.file;

import dev.squall.system.file.SystemFile.ContainerSpec;
import dev.squall.system.file.SystemFile.ServerSpec;
import dev.squall.system.yaml.YamlFields;
import dev.squall.system.yaml.YamlNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reader of compose files: each service becomes the server of a node. Fields that the harness decides itself, such as
 * published ports and restarts, are ignored. A field that would change the servers and is not supported is an error.
 */
final class ComposeReader {

    /** Fields about what the harness does in its own way: networks, ports, start order, restarts, logs. */
    private static final List<String> IGNORED = List.of(
            "container_name",
            "depends_on",
            "expose",
            "healthcheck",
            "hostname",
            "init",
            "labels",
            "logging",
            "networks",
            "ports",
            "pull_policy",
            "restart",
            "stop_grace_period",
            "stop_signal",
            "tty",
            "stdin_open");

    private static final long MEMORY_BYTES = 512L << SystemFileReader.MEBIBYTE_SHIFT;
    private static final long PROCESSES = 1_024;

    private final Path folder;
    private final boolean anyMount;

    ComposeReader(Path file, boolean anyMount) {
        this.folder = file.toAbsolutePath().normalize().getParent();
        this.anyMount = anyMount;
    }

    /**
     * Returns the servers by the name of their service.
     *
     * @param wanted names of the services, in order; empty for all
     * @throws dev.squall.system.yaml.YamlFormatException if the text is no compose file, or has an unsupported field
     */
    Map<String, ServerSpec> read(String text, List<String> wanted) {
        YamlFields top = new YamlFields(YamlNode.parse(text), Map.of());
        for (String ignored : List.of("version", "name", "networks", "volumes")) {
            top.has(ignored);
        }
        YamlFields services = top.map("services");
        top.requireNoOther();
        Map<String, ServerSpec> servers = new LinkedHashMap<>();
        for (String name : wanted.isEmpty() ? services.all().keySet() : wanted) {
            if (!services.all().containsKey(name)) {
                throw services.failure(
                        name,
                        "there is no such service; expected some of "
                                + String.join(", ", services.all().keySet()));
            }
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,30}")) {
                throw services.wrong(name, name, "letters, digits, hyphens and underscores, at most 31");
            }
            servers.put(name, server(services.map(name)));
        }
        if (servers.isEmpty()) {
            throw top.wrong("services", "no service", "at least one service");
        }
        return servers;
    }

    private ServerSpec server(YamlFields service) {
        IGNORED.forEach(service::has);
        boolean hasImage = service.has("image");
        boolean hasBuild = service.has("build");
        if (!hasImage && !hasBuild) {
            throw service.wrong("image", "neither image nor build", "one of them");
        }
        ContainerSpec container = new ContainerSpec(
                hasBuild ? "" : service.text("image"),
                hasBuild ? Optional.of(recipe(service)) : Optional.empty(),
                ComposeFields.command(service, "entrypoint"),
                true,
                ComposeFields.bytes(service, "mem_limit", MEMORY_BYTES),
                ComposeFields.number(service, "cpus", 1),
                PROCESSES,
                service.has("cap_add") ? service.texts("cap_add") : List.of(),
                SystemFileReader.DISK_MEBIBYTES,
                volumes(service));
        ServerSpec server = new ServerSpec(
                ComposeFields.command(service, "command"),
                "",
                ComposeFields.environment(service),
                Map.of(),
                service.has("user") ? service.text("user") : "",
                Optional.of(container));
        service.requireNoOther();
        return server;
    }

    private Path recipe(YamlFields service) {
        if (service.required("build").value().orElse(null) instanceof String context) {
            return folder.resolve(context).resolve("Dockerfile").normalize();
        }
        YamlFields build = service.map("build");
        Path context = folder.resolve(build.has("context") ? build.text("context") : ".");
        Path recipe = context.resolve(build.has("dockerfile") ? build.text("dockerfile") : "Dockerfile");
        build.requireNoOther();
        return recipe.normalize();
    }

    /** Returns the folders of this machine by path in the container; volumes by name are the container's own. */
    private Map<String, Path> volumes(YamlFields service) {
        Map<String, Path> volumes = new LinkedHashMap<>();
        for (String volume : service.has("volumes") ? service.texts("volumes") : List.<String>of()) {
            String[] parts = volume.split(":");
            if (parts.length < 2 || !parts[1].startsWith("/")) {
                throw service.wrong("volumes", volume, "folder:/path/in/container, or name:/path/in/container");
            }
            if (!parts[0].startsWith(".") && !parts[0].startsWith("/")) {
                continue;
            }
            Path path = folder.resolve(parts[0]).normalize();
            if (!anyMount && !path.startsWith(folder)) {
                throw service.wrong(
                        "volumes", volume, "a folder below that of the compose file, or the flag --allow-any-mount");
            }
            volumes.put(parts[1], path);
        }
        return volumes;
    }
}
