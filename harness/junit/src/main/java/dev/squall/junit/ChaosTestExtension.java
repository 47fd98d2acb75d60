package dev.squall.junit;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Swarm;
import dev.squall.fault.FaultFamily;
import dev.squall.run.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** JUnit extension that makes one invocation for each seed of a {@link ChaosTest}. */
final class ChaosTestExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), ChaosTest.class);
    }

    /** @throws ExtensionConfigurationException if the settings are invalid; the message is one sentence */
    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        ChaosTest annotation = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), ChaosTest.class)
                .orElseThrow();
        try {
            Settings settings = Settings.of(annotation, context);
            requireOneWay(context);
            LongStream seeds = seeds(annotation, context);
            Optional<Expectation> expectation = settings.expected().map(anomaly -> expectation(anomaly, context));
            return seeds.mapToObj(seed -> invocation(settings, seed, expectation));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "@ChaosTest on " + Repetition.methodName(context) + ": " + e.getMessage(), e);
        }
    }

    /** Returns true if the test method has a parameter of this type. */
    static boolean takes(ExtensionContext context, Class<?> type) {
        return Arrays.asList(context.getRequiredTestMethod().getParameterTypes())
                .contains(type);
    }

    private static void requireOneWay(ExtensionContext context) {
        if (takes(context, Run.class) && takes(context, ChaosRunner.class)) {
            throw new IllegalArgumentException("the method takes a Run, which is made before it, and a"
                    + " ChaosRunner, by which it makes runs itself; expected one of them");
        }
    }

    /** Returns a new expectation; JUnit's store closes it when all invocations have ended. */
    private static Expectation expectation(String anomaly, ExtensionContext context) {
        Expectation expectation = new Expectation(anomaly, Repetition.methodName(context));
        context.getStore(Namespace.create(ChaosTestExtension.class)).put(Expectation.class, expectation);
        return expectation;
    }

    private static LongStream seeds(ChaosTest annotation, ExtensionContext context) {
        if (annotation.seeds() < 1) {
            throw new IllegalArgumentException(
                    "the number of seeds is " + annotation.seeds() + "; expected at least one");
        }
        return context.getConfigurationParameter(ChaosTest.SEED_PROPERTY)
                .map(seed -> LongStream.of(toSeed(seed)))
                .orElseGet(() -> LongStream.iterate(annotation.firstSeed(), seed -> seed + 1)
                        .limit(annotation.seeds()));
    }

    private static long toSeed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the property " + ChaosTest.SEED_PROPERTY + " is '" + text
                            + "'; expected a whole number such as 17",
                    e);
        }
    }

    private static TestTemplateInvocationContext invocation(
            Settings settings, long seed, Optional<Expectation> expectation) {
        Experiment experiment = settings.swarm()
                ? Swarm.draw(settings.experiment(), seed)
                : settings.experiment().withSeed(seed);
        String faults = experiment.faults().isEmpty() ? "no faults" : FaultFamily.joined(experiment.faults());
        return new TestTemplateInvocationContext() {
            @Override
            public String getDisplayName(int invocationIndex) {
                return "seed " + seed + ": " + faults;
            }

            @Override
            public List<Extension> getAdditionalExtensions() {
                return List.of(new SeedExtension(settings, experiment, expectation));
            }
        };
    }
}
