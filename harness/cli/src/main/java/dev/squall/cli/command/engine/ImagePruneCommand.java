package dev.squall.cli.command.engine;

import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.image.NodeImage;
import dev.squall.world.docker.image.NodeImages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "prune",
        description = "Removes the nodes' images of earlier states of this program; those in use stay.",
        mixinStandardHelpOptions = true)
final class ImagePruneCommand extends EngineCommand {

    @Option(names = "--all", description = "Also the current image and the base that Squall has made.")
    private boolean all;

    @Override
    Answer ask(DockerEngine engine) {
        NodeImages images = new NodeImages(engine);
        NodeImages.Pruning pruning = all ? images.pruneAll() : images.prune(NodeImage.name(libraries()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("removed", pruning.removed());
        json.put("inUse", pruning.inUse());
        List<String> lines = new ArrayList<>();
        pruning.removed().forEach(name -> lines.add("removed " + name));
        if (lines.isEmpty()) {
            lines.add("there is no image to remove");
        }
        pruning.inUse().forEach(name -> lines.add("left alone " + name + ", of which there are containers"));
        return new Answer(json, lines);
    }
}
