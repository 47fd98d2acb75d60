package dev.squall.run.cluster;

import java.util.Optional;
import java.util.ServiceLoader;

/** The installed {@link SweepEngine}s and {@link CheckEngine}s. */
public final class SweepEngines {

    private SweepEngines() {}

    /** Returns a new engine for an address; empty if no installed engine serves it. */
    public static Optional<SweepEngine> at(String address) {
        return ServiceLoader.load(SweepEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(engine -> engine.serves(address))
                .findFirst();
    }

    /** Returns a new engine for checks at an address; empty if no installed engine serves it. */
    public static Optional<CheckEngine> forChecks(String address) {
        return ServiceLoader.load(CheckEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(engine -> engine.serves(address))
                .findFirst();
    }
}
