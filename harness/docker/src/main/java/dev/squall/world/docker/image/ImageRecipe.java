package dev.squall.world.docker.image;

import dev.squall.world.WorldException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Recipe of an image: a base, a Dockerfile, and the files that it copies. The image's name contains a hash of the
 * files. An image is therefore built once, and again when a file has changed.
 *
 * @param repository the first part of the image's name
 * @param arguments build arguments of the Dockerfile, besides {@code BASE}. The name does not depend on these
 *     arguments, so the first image built with any arguments is used for all
 * @param files the Dockerfile and the files that it copies, by path in the build's context
 */
record ImageRecipe(String repository, SortedMap<String, String> arguments, SortedMap<String, byte[]> files) {

    private static final String DOCKERFILE = "Dockerfile";
    private static final String APT_SETTINGS = "apt.conf";
    private static final int HASH_DIGITS = 16;

    /**
     * Creates a recipe with the settings of Debian's package manager, which every Dockerfile of the harness copies.
     *
     * @param copied other files that the Dockerfile copies
     */
    static ImageRecipe of(
            String repository, byte[] dockerfile, Map<String, String> arguments, Map<String, byte[]> copied) {
        SortedMap<String, byte[]> files = new TreeMap<>(copied);
        files.put(DOCKERFILE, dockerfile);
        files.put(APT_SETTINGS, resource(APT_SETTINGS));
        return new ImageRecipe(repository, new TreeMap<>(arguments), files);
    }

    /** Returns the image's name with its tag, even if no engine has the image. */
    String image() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                add(digest, name.getBytes(StandardCharsets.UTF_8));
                add(digest, content);
            });
            return repository + ":" + HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java machine has SHA-256", e);
        }
    }

    /** Adds a part to the hash together with the part's length, so that different recipes hash different bytes. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** Returns a resource file of the harness. */
    static byte[] resource(String name) {
        try (InputStream in = ImageRecipe.class.getResourceAsStream("/dev/squall/world/docker/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new WorldException("the harness's own " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
