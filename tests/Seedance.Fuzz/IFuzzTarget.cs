namespace Seedance.Fuzz;

/// <summary>Code that reads bytes which others wrote.</summary>
internal interface IFuzzTarget
{
    /// <summary>The name on the command line, and that of the corpus folder.</summary>
    string Name { get; }

    /// <summary>Reads an input.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="onTyped">Called for each exception that is documented for such input.</param>
    /// <remarks>Any exception that it throws is a fault.</remarks>
    void Read(byte[] input, Action<Exception> onTyped);
}
