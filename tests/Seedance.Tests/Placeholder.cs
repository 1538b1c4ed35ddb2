namespace Seedance.Tests;

internal sealed class Placeholder;
