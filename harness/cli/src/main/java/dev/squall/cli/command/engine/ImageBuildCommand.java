package dev.squall.cli.command.engine;

import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.image.NodeImage;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "build",
        description = "Builds the nodes' image of this program, unless the engine has it; the first run would.",
        mixinStandardHelpOptions = true)
final class ImageBuildCommand extends EngineCommand {

    @Override
    Answer ask(DockerEngine engine) {
        String image = new NodeImage(engine, this::tellProgress).ensure(libraries());
        return new Answer(Map.of("image", image), List.of(image));
    }
}
