using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>Two inputs of one command would be saved as the same file. The later one was not submitted.</summary>
public sealed class SameDestinationException : SeedanceException
{
    internal SameDestinationException(string path) : base(ModuleMessages.SamePathTwice(path)) => Path = path;

    /// <summary>FileExists.</summary>
    public override string ErrorId => "FileExists";

    /// <summary>The file's path.</summary>
    public string Path { get; }
}
