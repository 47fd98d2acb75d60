/** Example of a user's project: a node, the program that makes it, and its chaos test. */
package dev.squall.junit.example;
