using System.Collections;
using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>The secret contains nothing that is clearly an API key.</summary>
public sealed class InvalidSecretException : SeedanceException
{
    internal InvalidSecretException(string name, string content) : base(ModuleMessages.InvalidSecret(name, content)) => SecretName = name;

    internal InvalidSecretException(string name, ICollection entries) : base(ModuleMessages.InvalidSecretTable(name, entries)) => SecretName = name;

    /// <summary>The name of the secret.</summary>
    public string SecretName { get; }
}
