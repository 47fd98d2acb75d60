package dev.squall.world.process;

import dev.squall.world.realtime.NodeCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Command of a node in any language: an executable that speaks Maelstrom's protocol, with its arguments.
 *
 * <p>Arguments that name a file are made absolute, since each node runs in a folder of its own.
 */
public record ExecutableCommand(List<String> command) implements NodeCommand {

    /** @throws IllegalArgumentException if the command has no words */
    public ExecutableCommand(List<String> command) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException(
                    "the node's command is empty, expected an executable, such as ./node.py");
        }
        this.command = command.stream().map(ExecutableCommand::absoluteIfFile).toList();
    }

    @Override
    public List<String> arguments(String nodeId, int life, Path nodesFolder) {
        return command;
    }

    @Override
    public boolean isHosted() {
        return false;
    }

    private static String absoluteIfFile(String argument) {
        Path path = Path.of(argument);
        return Files.isRegularFile(path) ? path.toAbsolutePath().toString() : argument;
    }
}
