package dev.squall.junit.example;

import dev.squall.node.Environment;
import dev.squall.node.Node;
import java.util.Map;

/** The flaw: values are kept in memory only, so that a crash of the first node undoes acknowledged writes. */
public final class ForgetfulRegister extends RegisterProgram {

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        return new RegisterNode(environment) {
            @Override
            void keep(Stored stored) {}
        };
    }
}
