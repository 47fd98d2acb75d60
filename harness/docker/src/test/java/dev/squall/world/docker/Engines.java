package dev.squall.world.docker;

import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.DockerEngine;
import org.junit.jupiter.api.Assumptions;

/** The container engine for tests. Without one they are skipped, with the reason. */
public final class Engines {

    private Engines() {}

    public static DockerEngine connectOrSkip() {
        try {
            return DockerEngine.connect();
        } catch (WorldException e) {
            return Assumptions.abort(e.getMessage());
        }
    }
}
