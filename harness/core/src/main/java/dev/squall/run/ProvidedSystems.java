package dev.squall.run;

import dev.squall.system.SystemUnderTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The systems that nobody wrote for this harness: those of each {@link SystemProvider} among the libraries. */
public final class ProvidedSystems {

    /** Looked for only when they are asked for: that takes a look into every library. */
    private static final class Loaded {
        static final Map<SystemUnderTest, SystemProvider> SYSTEMS = load();

        private static Map<SystemUnderTest, SystemProvider> load() {
            Map<SystemUnderTest, SystemProvider> systems = new LinkedHashMap<>();
            for (SystemProvider provider : ServiceLoader.load(SystemProvider.class)) {
                provider.systems().forEach(system -> systems.put(system, provider));
            }
            return systems;
        }
    }

    private ProvidedSystems() {}

    public static List<SystemUnderTest> all() {
        return List.copyOf(Loaded.SYSTEMS.keySet());
    }

    /** What knows a system; empty if it is not one of {@link #all()}. */
    public static Optional<SystemProvider> providerOf(SystemUnderTest system) {
        // None of them has a program: for all others, there is no need to look.
        return system.program().isPresent() ? Optional.empty() : Optional.ofNullable(Loaded.SYSTEMS.get(system));
    }
}
