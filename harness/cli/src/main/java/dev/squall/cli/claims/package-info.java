/**
 * What the lectures claim, and by which experiments each claim is confirmed. An experiment is written as the arguments
 * of {@code squall sweep}, which is how anyone can repeat it alone.
 */
package dev.squall.cli.claims;
