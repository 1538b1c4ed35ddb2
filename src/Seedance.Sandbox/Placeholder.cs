namespace Seedance.Sandbox;

internal sealed class Placeholder;
