package dev.squall.cli.options;

import dev.squall.run.Worlds;
import dev.squall.world.WorldKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converter of option values to kinds of worlds. */
public final class WorldConverter implements ITypeConverter<WorldKind> {

    @Override
    public WorldKind convert(String text) {
        try {
            return Worlds.named(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
