namespace Seedance.PowerShell.Tests;

internal sealed class Placeholder;
