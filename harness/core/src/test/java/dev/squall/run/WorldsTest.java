package dev.squall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.experiment.Experiment;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.LinKvWorkload;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What worlds there are where no library brings one. */
class WorldsTest {

    private static final String NO_DOCKER = "there is no world 'docker' on the class path; expected one of simulated,"
            + " process: squall-docker has docker";

    @Test
    void twoWorldsNeedNoOtherLibrary() {
        assertThat(Worlds.names()).containsExactly("simulated", "process");
        assertThat(Worlds.whyAbsent("simulated")).isEmpty();
        assertThat(Worlds.whyAbsent("process")).isEmpty();
    }

    @Test
    void aWorldWithoutItsLibraryIsAbsentAndCannotBeMade(@TempDir Path folder) {
        SystemUnderTest system = Experiments.system(RegisterNode::new);
        Experiment experiment = Experiments.small().toBuilder().world("docker").build();
        assertThat(Worlds.whyAbsent("docker")).contains(NO_DOCKER);
        assertThatThrownBy(() ->
                        Worlds.create(experiment, system, new LinKvWorkload(), RunFolder.at(folder), progress -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NO_DOCKER);
    }
}
