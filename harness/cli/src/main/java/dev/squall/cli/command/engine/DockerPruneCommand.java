package dev.squall.cli.command.engine;

import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.engine.Leftovers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
        name = "prune",
        description = "Removes the containers, networks and folders that killed harnesses have left behind, and nothing"
                + " of a run that lives.",
        mixinStandardHelpOptions = true)
final class DockerPruneCommand extends EngineCommand {

    @Override
    Answer ask(DockerEngine engine) {
        Leftovers.Removal removal = new Leftovers(engine).remove();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("removed", removal.removed());
        json.put("live", removal.live());
        json.put("unjudged", removal.unjudged());
        return new Answer(json, lines(removal));
    }

    private static List<String> lines(Leftovers.Removal removal) {
        List<String> lines = new ArrayList<>();
        removal.removed().forEach(item -> lines.add("removed " + item.kind() + " " + item.name()));
        if (lines.isEmpty()) {
            lines.add("no killed harness has left anything behind");
        }
        if (!removal.live().isEmpty()) {
            lines.add("left alone what belongs to runs that live: " + runs(removal.live()));
        }
        if (!removal.unjudged().isEmpty()) {
            lines.add("left alone what may belong to runs that live, in other pid namespaces: "
                    + runs(removal.unjudged()));
        }
        return lines;
    }

    private static String runs(List<Leftovers.Item> items) {
        return items.stream().map(Leftovers.Item::run).distinct().collect(Collectors.joining(", "));
    }
}
