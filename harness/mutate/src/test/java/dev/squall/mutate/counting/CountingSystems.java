package dev.squall.mutate.counting;

import dev.squall.system.Claim;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import java.util.List;

/** A system with a loop of which a mutant has no end. */
public final class CountingSystems implements SystemFamily {

    @Override
    public String topic() {
        return "counting";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(SystemUnderTest.of("counting-link", "a link that counts first", new CountingProgram(), "link"));
    }

    @Override
    public List<Claim> claims() {
        return List.of();
    }
}
