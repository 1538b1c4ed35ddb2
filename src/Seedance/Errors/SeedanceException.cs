namespace Seedance;

/// <summary>The base of all errors that Seedance reports. The message is complete in itself and never contains the API key.</summary>
public abstract class SeedanceException : Exception
{
    private protected SeedanceException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The stable name of the error, such as <c>PromptBlocked</c>. Scripts see it as <c>Seedance.PromptBlocked</c>.</summary>
    public virtual string ErrorId => GetType().Name.Replace("Exception", string.Empty);
}
