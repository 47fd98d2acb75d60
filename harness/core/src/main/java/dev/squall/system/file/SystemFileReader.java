package dev.squall.system.file;

import dev.squall.experiment.Durations;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.system.file.SystemFile.ClientSpec;
import dev.squall.system.file.SystemFile.ContainerSpec;
import dev.squall.system.file.SystemFile.Probe;
import dev.squall.system.file.SystemFile.ServerSpec;
import dev.squall.system.yaml.YamlFields;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.system.yaml.YamlNode;
import dev.squall.world.server.AfterEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reader of system files: checks every field, and renders every template once with sample values. */
final class SystemFileReader {

    private static final List<FaultFamily> FAULTS = List.of(FaultFamily.PARTITION, FaultFamily.KILL, FaultFamily.PAUSE);
    private static final List<FaultFamily> FAULTS_BEHIND_RELAY =
            List.of(FaultFamily.PARTITION, FaultFamily.PACKET, FaultFamily.KILL, FaultFamily.PAUSE);
    private static final List<FaultFamily> FAULTS_IN_CONTAINERS = List.of(
            FaultFamily.PARTITION,
            FaultFamily.PACKET,
            FaultFamily.KILL,
            FaultFamily.PAUSE,
            FaultFamily.CLOCK,
            FaultFamily.FULL_DISK);
    private static final String COMPOSE = "compose";
    static final int DISK_MEBIBYTES = 256;
    static final int MEBIBYTE_SHIFT = 20;
    private static final int PORT_MAX = 65_535;

    private final Path path;
    private final Path folder;
    private final boolean anyMount;

    SystemFileReader(Path path, Path folder, boolean anyMount) {
        this.path = path;
        this.folder = folder;
        this.anyMount = anyMount;
    }

    SystemFile read(String text) {
        YamlFields top = new YamlFields(YamlNode.parse(text), Map.of());
        YamlFields nodes = top.map("nodes");
        Map<String, ServerSpec> services = nodes.has(COMPOSE) ? compose(nodes) : Map.of();
        boolean inContainers = !services.isEmpty() || nodes.has("container");
        Map<String, Integer> ports = ports(nodes, inContainers);
        YamlFields client = top.map("client");
        SystemFile file = new SystemFile(
                path,
                folder,
                name(top),
                top.has("description") ? top.text("description") : "a system of the user's own",
                top.texts("workloads"),
                services.isEmpty() ? nodes.whole("count", 1, 1, Experiment.NODES_MAX) : services.size(),
                services.isEmpty()
                        ? server(nodes, inContainers)
                        : services.values().iterator().next(),
                services,
                ports,
                probe(nodes, "ready", List.of("port", "command")).orElseGet(() -> firstPort(nodes, ports)),
                duration(nodes, "ready-within", Duration.ofMinutes(1)),
                afterEnd(nodes),
                logs(nodes, inContainers),
                faults(top, inContainers),
                top.has("set-up") ? words(top, "set-up") : List.of(),
                top.has("primary") ? probe(top, "primary", List.of("node", "command")) : Optional.empty(),
                client(client),
                top.options("options"),
                top.options("workload-options"));
        client.requireNoOther();
        nodes.requireNoOther();
        top.requireNoOther();
        checkTemplates(file, top, nodes, client);
        return file;
    }

    private Map<String, ServerSpec> compose(YamlFields nodes) {
        Path compose = folder.resolve(nodes.text(COMPOSE));
        List<String> names = nodes.has("services") ? nodes.texts("services") : List.of();
        try {
            return new ComposeReader(compose, anyMount).read(Files.readString(compose), names);
        } catch (IOException e) {
            throw nodes.wrong(COMPOSE, compose + ", which cannot be read", "a compose file");
        } catch (YamlFormatException e) {
            throw nodes.failure(COMPOSE, "in " + compose + ", " + e.getMessage());
        }
    }

    private static String name(YamlFields top) {
        String name = top.text("system");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,50}")) {
            throw top.wrong("system", name, "letters, digits, dots, hyphens and underscores");
        }
        return name;
    }

    private static Map<String, Integer> ports(YamlFields nodes, boolean inContainers) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        if (!inContainers) {
            nodes.texts("ports").forEach(port -> ports.put(port, ports.size() + 1));
            return ports;
        }
        YamlFields numbers = nodes.map("ports");
        numbers.all().keySet().forEach(port -> ports.put(port, numbers.whole(port, 0, 1, PORT_MAX)));
        if (ports.isEmpty()) {
            throw nodes.wrong("ports", "no port", "at least one port by name, such as client: 5432");
        }
        return ports;
    }

    private static Probe firstPort(YamlFields nodes, Map<String, Integer> ports) {
        return new Probe(ports.keySet().iterator().next(), List.of(), "");
    }

    private ServerSpec server(YamlFields nodes, boolean inContainers) {
        Optional<ContainerSpec> container = inContainers ? Optional.of(container(nodes)) : Optional.empty();
        return new ServerSpec(
                words(nodes, "command"),
                nodes.has("prepare") ? nodes.text("prepare") : "",
                nodes.options("environment"),
                files(nodes),
                nodes.has("user") ? nodes.text("user") : "",
                container);
    }

    private static Map<String, String> files(YamlFields nodes) {
        Map<String, String> files = nodes.options("files");
        files.keySet().forEach(name -> {
            if (!name.matches("[A-Za-z0-9._-]+") || name.startsWith("..")) {
                throw nodes.wrong("files", name, "plain file names without folders");
            }
        });
        return files;
    }

    private ContainerSpec container(YamlFields nodes) {
        YamlFields fields = nodes.map("container");
        boolean hasImage = fields.has("image");
        if (hasImage == fields.has("recipe")) {
            throw nodes.wrong("container", hasImage ? "image and recipe" : "neither image nor recipe", "one of them");
        }
        ContainerSpec container = new ContainerSpec(
                hasImage ? fields.text("image") : "",
                hasImage ? Optional.empty() : Optional.of(folder.resolve(fields.text("recipe"))),
                fields.has("entrypoint") ? words(fields, "entrypoint") : List.of(),
                false,
                (long) fields.whole("memory-mib", 256, 8, 1 << MEBIBYTE_SHIFT) << MEBIBYTE_SHIFT,
                fields.whole("cpus", 1, 1, 1024),
                fields.whole("processes", 512, 1, 1 << MEBIBYTE_SHIFT),
                fields.has("capabilities") ? fields.texts("capabilities") : List.of(),
                fields.whole("disk-mib", DISK_MEBIBYTES, 1, 1 << MEBIBYTE_SHIFT),
                volumes(fields));
        fields.requireNoOther();
        return container;
    }

    private Map<String, Path> volumes(YamlFields container) {
        Map<String, Path> volumes = new LinkedHashMap<>();
        container.options("volumes").forEach((inside, outside) -> {
            Path path = folder.resolve(outside).normalize();
            if (!inside.startsWith("/")) {
                throw container.wrong("volumes", inside, "an absolute path in the container");
            }
            if (!anyMount && !path.startsWith(folder.normalize())) {
                throw container.wrong(
                        "volumes", outside, "a folder below that of the system file, or the flag --allow-any-mount");
            }
            volumes.put(inside, path);
        });
        return volumes;
    }

    private static Optional<Probe> probe(YamlFields fields, String name, List<String> kinds) {
        if (!fields.has(name)) {
            return Optional.empty();
        }
        YamlFields probe = fields.map(name);
        List<String> found = kinds.stream().filter(probe::has).toList();
        probe.requireNoOther();
        if (found.size() != 1) {
            throw fields.wrong(name, found.isEmpty() ? "none of them" : "both", "one of " + String.join(", ", kinds));
        }
        return Optional.of(
                switch (found.get(0)) {
                    case "command" -> new Probe("", words(probe, "command"), "");
                    case "port" -> new Probe(probe.text("port"), List.of(), "");
                    default -> new Probe("", List.of(), probe.text("node"));
                });
    }

    private static ClientSpec client(YamlFields client) {
        boolean isClass = client.has("class");
        if (isClass == client.has("command")) {
            throw client.wrong("command", isClass ? "class and command" : "neither class nor command", "one of them");
        }
        String processes = client.has("processes") ? client.text("processes") : "each";
        if (!List.of("each", "one").contains(processes)) {
            throw client.wrong("processes", processes, "each (one process a client) or one (for all)");
        }
        return new ClientSpec(
                isClass ? List.of() : words(client, "command"),
                client.options("environment"),
                processes.equals("one"),
                isClass ? client.text("class") : "");
    }

    private static List<String> words(YamlFields fields, String name) {
        return fields.words(name, "a list of words, such as [python3, server.py]");
    }

    private static Duration duration(YamlFields fields, String name, Duration otherwise) {
        if (!fields.has(name)) {
            return otherwise;
        }
        try {
            return Durations.parse(fields.text(name));
        } catch (IllegalArgumentException e) {
            throw fields.failure(name, e.getMessage());
        }
    }

    private static AfterEnd afterEnd(YamlFields nodes) {
        String word = nodes.has("on-exit") ? nodes.text("on-exit") : "restart";
        for (AfterEnd each : AfterEnd.values()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return each;
            }
        }
        throw nodes.wrong("on-exit", word, "restart, leave-down or violation");
    }

    private static List<String> logs(YamlFields nodes, boolean inContainers) {
        if (!nodes.has("logs")) {
            return List.of();
        }
        List<String> logs = nodes.texts("logs");
        for (String path : logs) {
            if (!inContainers) {
                throw nodes.wrong("logs", path, "no logs of processes, whose folders are kept");
            }
            if (!path.startsWith("/")) {
                throw nodes.wrong("logs", path, "absolute paths in the container");
            }
        }
        return logs;
    }

    private static List<FaultFamily> faults(YamlFields top, boolean inContainers) {
        if (!top.has("faults")) {
            return FAULTS;
        }
        List<FaultFamily> possible = inContainers ? FAULTS_IN_CONTAINERS : FAULTS_BEHIND_RELAY;
        List<FaultFamily> faults = new ArrayList<>();
        for (String name : top.texts("faults")) {
            faults.add(FaultFamily.named(name)
                    .filter(possible::contains)
                    .orElseThrow(() -> top.wrong("faults", name, "some of " + FaultFamily.joined(possible))));
        }
        return faults;
    }

    /** Renders each template with sample values, so that an unknown variable is found before the run. */
    private static void checkTemplates(SystemFile file, YamlFields top, YamlFields nodes, YamlFields client) {
        Map<String, Template.Place> places = new LinkedHashMap<>();
        for (int i = 1; i <= file.nodeCount() && file.services().isEmpty(); i++) {
            places.put("n" + i, new Template.Place("host", file.ports()));
        }
        file.services().keySet().forEach(node -> places.put(node, new Template.Place("host", file.ports())));
        String first = places.keySet().iterator().next();
        Template sample = DescribedSystem.template(file, first, places, "/folder", 1, Map.of());
        check(nodes, "command", name -> sample.render(file.server().command()));
        check(nodes, "prepare", name -> sample.render(file.server().prepare()));
        check(nodes, "environment", name -> sample.render(file.server().environment()));
        check(nodes, "files", name -> sample.render(file.server().files()));
        check(nodes, "ready", name -> sample.render(file.ready().command()));
        check(top, "set-up", name -> sample.render(file.setUp()));
        check(client, "command", name -> sample.render(file.client().command()));
        check(client, "environment", name -> sample.render(file.client().environment()));
        if (!file.ready().port().isEmpty()
                && !file.ports().containsKey(file.ready().port())) {
            throw nodes.wrong(
                    "ready",
                    file.ready().port(),
                    "one of the ports " + file.ports().keySet());
        }
        file.primary().ifPresent(primary -> check(top, "primary", name -> sample.render(primary.command())));
    }

    private static void check(YamlFields fields, String name, Consumer<String> rendering) {
        try {
            rendering.accept(name);
        } catch (IllegalArgumentException e) {
            throw fields.failure(name, e.getMessage());
        }
    }
}
