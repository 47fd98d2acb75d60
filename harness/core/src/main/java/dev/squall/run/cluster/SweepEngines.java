package dev.squall.run.cluster;

import java.util.Optional;
import java.util.ServiceLoader;

/** The installed {@link SweepEngine}s. */
public final class SweepEngines {

    private SweepEngines() {}

    /** Returns a new engine for an address; empty if no installed engine serves it. */
    public static Optional<SweepEngine> at(String address) {
        return ServiceLoader.load(SweepEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(engine -> engine.serves(address))
                .findFirst();
    }
}
