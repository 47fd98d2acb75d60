package dev.squall.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Launcher of chaos tests, which runs them like a user's build and reads their reports. */
final class Launch {

    private Launch() {}

    /** @param parameters configuration parameters, each as {@code name=value} */
    static EngineExecutionResults of(Class<?> testClass, String... parameters) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass));
        for (String parameter : parameters) {
            int sign = parameter.indexOf('=');
            kit.configurationParameter(parameter.substring(0, sign), parameter.substring(sign + 1));
        }
        return kit.execute();
    }

    static List<String> displayNames(Events events) {
        return events.map(event -> event.getTestDescriptor().getDisplayName()).toList();
    }

    /** Returns the exceptions of the finished events, in order. */
    static List<Throwable> causes(Events events) {
        return events.finished()
                .map(Launch::result)
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    private static TestExecutionResult result(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class);
    }
}
