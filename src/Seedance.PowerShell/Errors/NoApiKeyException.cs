using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>No API key was given, and there is none in the environment.</summary>
public sealed class NoApiKeyException : SeedanceException
{
    internal NoApiKeyException() : base(ModuleMessages.NoApiKey) { }
}
