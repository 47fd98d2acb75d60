package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void commandsAreToldInWords() {
        assertThat(new Command("c1", 7, Command.CAS, 5L, 4L, 3L))
                .hasToString("cas of key 5 from 4 to 3 (message 7 of c1)");
        assertThat(new Command("c1", 8, Command.READ, 5L, null, null)).hasToString("read of key 5 (message 8 of c1)");
        assertThat(new Command("c1", 9, Command.WRITE, 5L, null, 3L))
                .hasToString("write of 3 to key 5 (message 9 of c1)");
        assertThat(new Command("c1", 9, Command.APPEND, 5L, null, "b"))
                .hasToString("append of b to key 5 (message 9 of c1)");
    }
}
