package dev.squall.lectures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.lectures.raft.RaftSystems;
import dev.squall.node.Environment;
import dev.squall.node.NodeProgram;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that programs work without the harness, in a class loader that has only node, lectures and Jackson. */
class NodesAloneTest {

    static Stream<String> programs() {
        return Systems.installed().withProgram().stream()
                .map(system -> system.program().orElseThrow().getClass().getName());
    }

    private static URLClassLoader alone() {
        URL[] places = Stream.of(
                        NodeProgram.class, RaftSystems.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .distinct()
                .toArray(URL[]::new);
        return new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyProgramMakesNodesWithoutTheHarness(String name) throws Exception {
        try (URLClassLoader loader = alone()) {
            Class<?> programType = loader.loadClass(name);
            Object program = programType.getConstructor().newInstance();
            Class<?> environmentType = loader.loadClass(Environment.class.getName());
            Object environment =
                    Proxy.newProxyInstance(loader, new Class<?>[] {environmentType}, (proxy, method, arguments) -> {
                        throw new AssertionError("a node calls " + method.getName() + " before its start");
                    });
            Class<?> nodeProgram = loader.loadClass(NodeProgram.class.getName());

            Object node =
                    nodeProgram.getMethod("create", environmentType, Map.class).invoke(program, environment, Map.of());
            Object vocabulary = nodeProgram.getMethod("vocabulary").invoke(program);

            assertThat(node.getClass().getClassLoader()).isSameAs(loader);
            assertThat(vocabulary).isNotNull();
            for (Class<?> type = node.getClass(); type != Object.class; type = type.getSuperclass()) {
                // Resolves every type in the signatures of the class's methods.
                assertThat(type.getDeclaredMethods()).isNotNull();
            }
        }
    }

    @Test
    void thatClassLoaderHasNothingOfTheHarness() throws Exception {
        try (URLClassLoader loader = alone()) {
            assertThatThrownBy(() -> loader.loadClass(SystemUnderTest.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }
}
