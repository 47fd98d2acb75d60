package dev.squall.cli.command.engine;

import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.image.NodeImage;
import dev.squall.world.docker.image.NodeImages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the images that Squall has built, and says which one the next run takes.",
        mixinStandardHelpOptions = true)
final class ImageListCommand extends EngineCommand {

    @Override
    Answer ask(DockerEngine engine) {
        String current = NodeImage.name(libraries());
        List<Object> json = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (NodeImages.Entry image : new NodeImages(engine).list()) {
            boolean isCurrent = image.name().equals(current);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", image.name());
            entry.put("created", image.created().toString());
            entry.put("bytes", image.bytes());
            entry.put("current", isCurrent);
            json.add(entry);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-40s %s %6d MB%s",
                    image.name(),
                    image.created(),
                    image.bytes() / 1_000_000,
                    isCurrent ? "  current" : ""));
        }
        if (lines.isEmpty()) {
            lines.add("Squall has built no image; the next run with --world docker does");
        }
        return new Answer(Map.of("images", json), lines);
    }
}
