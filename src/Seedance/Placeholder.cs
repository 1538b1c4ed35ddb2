namespace Seedance;

internal sealed class Placeholder;
